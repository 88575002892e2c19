import { expect, test } from "vitest";
import { Capacity, type CapacityUser } from "./capacity.ts";

/** Somebody with so many things to run, who notes when it got a place. */
function userOf(capacity: Capacity, name: string, log: string[], work: number): CapacityUser {
  let left = work;
  const user: CapacityUser = {
    wake() {
      while (left > 0 && capacity.tryTake(user)) {
        left -= 1;
        log.push(name);
      }
    },
  };
  return user;
}

test("a free place goes to those who wait, in turn", () => {
  const capacity = new Capacity(1);
  const log: string[] = [];
  userOf(capacity, "a", log, 3).wake();
  userOf(capacity, "b", log, 2).wake();
  for (let release = 0; release < 4; release += 1) capacity.release();
  expect(log).toEqual(["a", "a", "b", "a", "b"]);
});

test("who has nothing to run any more does not hold up those behind", () => {
  const capacity = new Capacity(1);
  const log: string[] = [];
  capacity.force();
  capacity.tryTake({ wake: () => undefined });
  userOf(capacity, "b", log, 1).wake();
  capacity.release();
  expect(log).toEqual(["b"]);
});

test("what runs already is counted even above the limit, and nothing starts until there is room again", () => {
  const capacity = new Capacity(1);
  const log: string[] = [];
  capacity.force();
  capacity.force();
  userOf(capacity, "a", log, 1).wake();
  capacity.release();
  expect([capacity.taken, log]).toEqual([1, []]);
  capacity.release();
  expect([capacity.taken, log]).toEqual([1, ["a"]]);
});

test("who holds a place gets what it waits for, with every place taken", () => {
  const capacity = new Capacity(1);
  const log: string[] = [];
  userOf(capacity, "parent", log, 2).wake();
  expect(capacity.withoutWaiting.tryTake({ wake: () => undefined })).toBe(true);
  expect(capacity.taken).toBe(2);
  capacity.withoutWaiting.release();
  expect(log).toEqual(["parent"]);
});
