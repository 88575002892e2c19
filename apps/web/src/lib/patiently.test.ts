import { expect, test } from "vitest";
import { patiently } from "./patiently.ts";

function chunkError(): Error {
  const error = new Error("Failed to load chunk");
  error.name = "ChunkLoadError";
  return error;
}

/** Fails with each of `errors` in turn, then loads. */
function loaderThatFails(...errors: readonly Error[]) {
  const left = [...errors];
  return () => {
    const error = left.shift();
    return error === undefined ? Promise.resolve("part") : Promise.reject(error);
  };
}

test("a part that does not come is asked for again, after longer and longer pauses", async () => {
  const pauses: number[] = [];
  const wait = (ms: number) => Promise.resolve(void pauses.push(ms));
  await expect(patiently(loaderThatFails(chunkError(), chunkError(), chunkError()), { wait })).resolves.toBe("part");
  expect(pauses).toEqual([500, 1_000, 2_000]);
});

test("what is wrong with the part itself is thrown at once", async () => {
  const wait = () => Promise.reject(new Error("nobody waits"));
  await expect(patiently(loaderThatFails(new TypeError("broken")), { wait })).rejects.toThrow("broken");
});

test("after two minutes it is given up", async () => {
  let waitedMs = 0;
  const wait = (ms: number) => Promise.resolve(void (waitedMs += ms));
  await expect(patiently(() => Promise.reject(chunkError()), { wait })).rejects.toThrow("Failed to load chunk");
  expect(waitedMs).toBeGreaterThan(100_000);
  expect(waitedMs).toBeLessThan(130_000);
});
