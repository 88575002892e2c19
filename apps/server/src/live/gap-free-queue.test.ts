import { describe, expect, test } from "vitest";
import { GapFreeQueue } from "./gap-free-queue.ts";

const queueOf = (capacity = 10) => new GapFreeQueue<number>({ positionOf: (item) => item, capacity });

describe("GapFreeQueue", () => {
  test("Q4: hands out nothing while catching up, and afterwards everything published meanwhile", () => {
    const queue = queueOf();
    queue.beginCatchUp();
    queue.offer([3, 4]);
    expect(queue.take()).toEqual([]);
    queue.caughtUpTo(2);
    expect(queue.take()).toEqual([3, 4]);
    expect(queue.position).toBe(4);
  });

  test("Q2: what the catch-up has shown already is not shown again", () => {
    const queue = queueOf();
    queue.beginCatchUp();
    queue.offer([3, 4, 5]);
    queue.caughtUpTo(4);
    expect(queue.take()).toEqual([5]);
    queue.offer([4, 5]);
    expect(queue.take()).toEqual([]);
  });

  test("Q1: a gap makes it fall behind instead of showing a hole", () => {
    const queue = queueOf();
    queue.caughtUpTo(2);
    queue.offer([4]);
    expect(queue.behind).toBe(true);
    expect(queue.take()).toEqual([]);
    expect(queue.position).toBe(2);
  });

  test("Q3: one more than its capacity makes it forget what it holds", () => {
    const queue = queueOf(2);
    queue.caughtUpTo(0);
    queue.offer([1, 2]);
    expect(queue.size).toBe(2);
    queue.offer([3]);
    expect(queue.size).toBe(0);
    expect(queue.behind).toBe(true);
  });

  test("Q3: falling behind during a catch-up keeps where the viewer was brought to, and asks for another one", () => {
    const queue = queueOf(2);
    queue.beginCatchUp();
    queue.offer([1, 2, 3]);
    queue.caughtUpTo(2);
    expect(queue.position).toBe(2);
    expect(queue.behind).toBe(true);
    queue.beginCatchUp();
    queue.offer([4]);
    queue.caughtUpTo(3);
    expect(queue.take()).toEqual([4]);
  });
});
