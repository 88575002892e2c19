import { expect, test } from "vitest";
import { settleMicrotasks } from "../testing/index.ts";
import { Mutex } from "./mutex.ts";

test("one at a time is let through, in the order in which they came", async () => {
  const mutex = new Mutex();
  const seen: string[] = [];
  const visit = (name: string): Promise<void> =>
    mutex.runExclusive(async () => {
      seen.push(`${name} in`);
      await settleMicrotasks();
      seen.push(`${name} out`);
    });
  await Promise.all(["a", "b", "c"].map(visit));
  expect(seen).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
});

test("decision 5: what is read before an await is still true after it", async () => {
  const mutex = new Mutex();
  let count = 0;
  const increment = (): Promise<void> =>
    mutex.runExclusive(async () => {
      const current = count;
      await settleMicrotasks();
      count = current + 1;
    });
  await Promise.all(Array.from({ length: 20 }, increment));
  expect(count).toBe(20);
});

test("what fails rejects its own call only, and lets the next one in", async () => {
  const mutex = new Mutex();
  const failed = mutex.runExclusive(() => Promise.reject(new Error("no")));
  const next = mutex.runExclusive(() => 7);
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe(7);
});
