/** A repeatable source of chance (mulberry32): the same seed draws the same numbers from 0 (inclusive) to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `GANTRY_TEST_SEED` repeats a run whose seed stands in a test's name; else every run draws its own. */
export function testSeed(): number {
  const given = process.env.GANTRY_TEST_SEED;
  return given === undefined || given === "" ? Math.floor(Math.random() * 2 ** 32) : Number(given);
}
