import { describe, expect, test } from "vitest";
import { ReadyQueue } from "./ready-queue.ts";

const always = () => true;
const task = (taskId: string, jobId = "job_1") => ({ jobId, taskId });

function queueOf(maxWorkers: number | null, ...taskIds: string[]): ReadyQueue {
  const queue = new ReadyQueue(maxWorkers);
  for (const taskId of taskIds) queue.add(task(taskId));
  return queue;
}

describe("ReadyQueue", () => {
  test("S1: never more than maxWorkers lanes are taken", () => {
    const queue = queueOf(2, "a", "b", "c");
    expect([queue.take(always), queue.take(always), queue.take(always)].map((each) => each?.taskId)).toEqual([
      "a",
      "b",
      undefined,
    ]);
    expect(queue.busyLanes).toBe(2);
  });

  test("S1: an occupied lane counts like any other", () => {
    const queue = queueOf(2, "a", "b");
    queue.occupy("remote", 2);
    expect(queue.take(always)).toMatchObject({ taskId: "a", lane: 1 });
    expect(queue.take(always)).toBeNull();
  });

  test("S2: while a lane is free no startable task waits", () => {
    const queue = new ReadyQueue(2);
    queue.add(task("a", "job_a"));
    queue.add(task("b", "job_b"));
    const mayStart = (jobId: string) => jobId !== "job_a";
    expect(queue.take(mayStart)?.taskId).toBe("b");
    expect(queue.take(mayStart)).toBeNull();
    expect(queue.take(always)?.taskId).toBe("a");
  });

  test("S3: tasks start in the order in which they became ready, over all jobs", () => {
    const queue = new ReadyQueue(null);
    queue.add(task("1a", "job_1"));
    queue.add(task("2a", "job_2"));
    queue.add(task("1b", "job_1"));
    queue.add(task("1a", "job_1"));
    expect([queue.take(always), queue.take(always), queue.take(always)].map((each) => each?.taskId)).toEqual([
      "1a",
      "2a",
      "1b",
    ]);
  });

  test("S3: a job that may not start is passed over and keeps its place", () => {
    const queue = new ReadyQueue(1);
    queue.add(task("1a", "job_1"));
    queue.add(task("2a", "job_2"));
    queue.add(task("2b", "job_2"));
    const first = queue.take((jobId) => jobId !== "job_1");
    expect(first?.taskId).toBe("2a");
    queue.release(first?.lane ?? 0);
    expect(queue.take(always)?.taskId).toBe("1a");
  });

  test("S4: the lowest free lane is taken first, each by one task", () => {
    const queue = queueOf(3, "a", "b", "c", "d");
    expect([queue.take(always), queue.take(always), queue.take(always)].map((each) => each?.lane)).toEqual([1, 2, 3]);
    queue.release(2);
    queue.release(2);
    expect(queue.busyLanes).toBe(2);
    expect(queue.take(always)).toMatchObject({ taskId: "d", lane: 2 });
  });

  test("S4: a lane that is taken is not taken again by an attempt that claims it", () => {
    const queue = queueOf(2);
    expect(queue.occupy("a", 1)).toBe(1);
    expect(queue.occupy("b", 1)).toBe(2);
  });

  test("a removed task does not start", () => {
    const queue = queueOf(null, "a", "b");
    queue.remove(task("a"));
    expect(queue.take(always)?.taskId).toBe("b");
    expect(queue.readyCount).toBe(0);
  });

  test("a task that was passed over can be removed, and added again once", () => {
    const queue = queueOf(null, "a", "b");
    expect(queue.take(() => false)).toBeNull();
    queue.add(task("a"));
    queue.remove(task("b"));
    expect(queue.readyCount).toBe(1);
    expect([queue.take(always)?.taskId, queue.take(always)]).toEqual(["a", null]);
  });

  test("S5: a paused job of ten thousand ready tasks is asked for once per take, not once per task", () => {
    const queue = new ReadyQueue(1);
    for (let n = 0; n < 10_000; n += 1) queue.add(task(`p${String(n)}`, "paused"));
    let asked = 0;
    const mayStart = (jobId: string) => {
      asked += 1;
      return jobId !== "paused";
    };
    expect(queue.take(mayStart)).toBeNull();
    expect(asked).toBe(10_000);
    for (let n = 0; n < 100; n += 1) {
      queue.add(task(`r${String(n)}`, "running"));
      queue.release(queue.take(mayStart)?.lane ?? 0);
    }
    expect(asked).toBe(10_000 + 2 * 100);
  });
});
