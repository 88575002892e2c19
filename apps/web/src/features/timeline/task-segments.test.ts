import { expect, test } from "vitest";
import { attemptOf, taskOf } from "./task-fixture.ts";
import { taskSegments } from "./task-segments.ts";

const error = { code: "boom", message: "Boom" };
const shape = (task: Parameters<typeof taskSegments>[0]) =>
  taskSegments(task).map((segment) => [
    segment.kind === "attempt" ? segment.outcome : segment.kind,
    segment.fromMs,
    segment.toMs,
  ]);

test("a Task that succeeded at once waited for a worker, then ran", () => {
  const task = taskOf({ status: "completed", queuedAtMs: 10, attempts: [attemptOf(1, 30, 50)], finishedAtMs: 50 });
  expect(shape(task)).toEqual([
    ["queued", 10, 30],
    ["completed", 30, 50],
  ]);
});

test("between two attempts it waits for its retry", () => {
  const task = taskOf({
    status: "completed",
    queuedAtMs: 10,
    attempts: [attemptOf(1, 10, 20, { error }), attemptOf(2, 70, 90)],
    finishedAtMs: 90,
  });
  expect(shape(task)).toEqual([
    ["queued", 10, 10],
    ["failed", 10, 20],
    ["retry", 20, 70],
    ["completed", 70, 90],
  ]);
});

test("what still goes on is open: a queue, a running attempt, a wait for a retry", () => {
  expect(shape(taskOf({ queuedAtMs: 5, waiting: "worker" }))).toEqual([["queued", 5, null]]);
  expect(shape(taskOf({ status: "running", queuedAtMs: 5, attempts: [attemptOf(1, 6, null)] }))).toEqual([
    ["queued", 5, 6],
    ["running", 6, null],
  ]);
  const retrying = taskOf({ queuedAtMs: 5, waiting: "retry", dueAtMs: 99, attempts: [attemptOf(1, 6, 8, { error })] });
  expect(taskSegments(retrying).at(-1)).toEqual({
    kind: "retry",
    fromMs: 8,
    toMs: null,
    dueAtMs: 99,
    beforeAttempt: 2,
  });
});

test("an attempt whose process died is lost, not failed", () => {
  const task = taskOf({
    status: "running",
    queuedAtMs: 0,
    attempts: [attemptOf(1, 1, 2, { lost: true, error }), attemptOf(2, 3, null)],
  });
  expect(shape(task).map(([kind]) => kind)).toEqual(["queued", "lost", "retry", "running"]);
});

test("a Task that was cancelled before it ran shows only how long it waited", () => {
  expect(shape(taskOf({ status: "cancelled", queuedAtMs: 5, finishedAtMs: 9 }))).toEqual([["queued", 5, 9]]);
});

test("a Task that never became ready has no segments", () => {
  expect(shape(taskOf({ status: "skipped", finishedAtMs: 9 }))).toEqual([]);
});
