import { expect, test } from "vitest";
import { attemptOf, taskOf } from "../timeline/task-fixture.ts";
import { jobOf } from "../workflow/job-fixture.ts";
import { nodeActivities } from "./node-activity.ts";

const completed = taskOf({ status: "completed", startedAtMs: 0, finishedAtMs: 40, attempts: [attemptOf(1, 0, 40)] });
const running = taskOf({
  status: "running",
  startedAtMs: 50,
  progressPercent: 50,
  message: "half way",
  attempts: [attemptOf(1, 50, 60, { error: { code: "x", message: "x" } }), attemptOf(2, 70, null)],
});

test("over several Jobs, a node runs while one of them runs it, and counts the others", () => {
  const activity = nodeActivities([jobOf("job_1", [completed]), jobOf("job_2", [running])]).fetch;
  expect(activity).toEqual({
    status: "running",
    total: 2,
    running: 1,
    completed: 1,
    failed: 0,
    progressPercent: 75,
    startedAtMs: 70,
    meanDurationMs: 40,
    attempts: 2,
    message: "half way",
  });
});

test("a failure shows over what completed or is still to come", () => {
  const failed = taskOf({ status: "failed" });
  expect(nodeActivities([jobOf("job_1", [completed, failed, taskOf({})])]).fetch?.status).toBe("failed");
  expect(nodeActivities([jobOf("job_1", [completed, taskOf({})])]).fetch?.status).toBe("pending");
});
