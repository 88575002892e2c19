import { expect, test } from "vitest";
import { attemptOf, taskOf } from "../timeline/task-fixture.ts";
import { taskDurationMs, waitingReason } from "./task-times.ts";

test("a pending Task says what it waits for, a retry says how long", () => {
  expect(waitingReason(taskOf({ waiting: "inputs" }), 0)).toBe("waits for its inputs");
  expect(waitingReason(taskOf({ waiting: "worker" }), 0)).toBe("waits for a free worker");
  expect(waitingReason(taskOf({ waiting: "retry", dueAtMs: 2_500 }), 1_000)).toBe("retries in 1.5 s");
});

test("a Task that runs or has ended waits for nothing", () => {
  expect(waitingReason(taskOf({ status: "running", attempts: [attemptOf(1, 0, null)] }), 0)).toBeNull();
});

test("a duration counts from the first start, until now while it has not ended", () => {
  expect(taskDurationMs(taskOf({}), 10)).toBeNull();
  expect(taskDurationMs(taskOf({ startedAtMs: 4 }), 10)).toBe(6);
  expect(taskDurationMs(taskOf({ startedAtMs: 4, finishedAtMs: 7 }), 10)).toBe(3);
});
