import { expect, test } from "vitest";
import { Mutex } from "./mutex.ts";

test("one holder at a time, in the order of asking", async () => {
  const mutex = new Mutex();
  const log: string[] = [];
  const work = (name: string) =>
    mutex.run(async () => {
      log.push(`${name} in`);
      await Promise.resolve();
      log.push(`${name} out`);
    });
  await Promise.all([work("a"), work("b"), work("c")]);
  expect(log).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
});

test("a holder that throws lets the next one in", async () => {
  const mutex = new Mutex();
  await expect(mutex.run(() => Promise.reject(new Error("x")))).rejects.toThrow("x");
  expect(await mutex.run(() => Promise.resolve(1))).toBe(1);
});
