import type { LoadProfile } from "./documents.ts";

/** Share of the daily peak that each hour of a working day needs: night, morning, midday, evening. */
const DAY_SHAPE = [
  0.42, 0.4, 0.38, 0.38, 0.4, 0.46, 0.58, 0.74, 0.85, 0.88, 0.9, 0.92, 0.95, 0.91, 0.88, 0.86, 0.87, 0.92, 1, 0.98,
  0.88, 0.74, 0.6, 0.49,
];

const WEEKEND_SHARE = 0.72;

/** A plausible load curve; the same `seed` gives the same curve. Deviations are within ±5 % of the shape. */
export function generateProfile({ days, peakKw, seed }: { days: number; peakKw: number; seed: number }): LoadProfile {
  const random = mulberry32(seed);
  const hourlyKw = Array.from({ length: days }, (_, day) =>
    DAY_SHAPE.map((share) => {
      const weekday = day % 7 >= 5 ? WEEKEND_SHARE : 1;
      return round(peakKw * share * weekday * (0.95 + 0.1 * random()));
    }),
  ).flat();
  return { kind: "load_profile", hourly_kw: hourlyKw };
}

const round = (kw: number): number => Math.round(kw * 100) / 100;

/** A small seeded generator (Tommy Ettinger's mulberry32): numbers from 0 to 1. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
