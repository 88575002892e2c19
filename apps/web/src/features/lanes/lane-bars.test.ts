import { expect, test } from "vitest";
import { attemptOf, taskOf } from "../timeline/task-fixture.ts";
import { jobOf } from "../workflow/job-fixture.ts";
import { lanesOf } from "./lane-bars.ts";

test("each attempt lies on the lane it held, in order of start, whichever Job it is of", () => {
  const first = jobOf("job_1", [taskOf({ status: "completed", attempts: [attemptOf(1, 20, 30, { lane: 2 })] })]);
  const second = jobOf("job_2", [taskOf({ status: "completed", attempts: [attemptOf(1, 0, 10, { lane: 2 })] })], {
    jobIndex: 1,
  });
  const lanes = lanesOf([first, second], 2);
  expect(lanes.map(({ lane, bars }) => [lane, bars.map(({ jobId }) => jobId)])).toEqual([
    [1, []],
    [2, ["job_2", "job_1"]],
  ]);
});

test("workers that never had work are lanes too; without a limit there are as many as were used", () => {
  expect(lanesOf([], 3).map(({ lane }) => lane)).toEqual([1, 2, 3]);
  const job = jobOf("job_1", [taskOf({ attempts: [attemptOf(1, 0, null, { lane: 2 })] })]);
  expect(lanesOf([job], null)).toHaveLength(2);
});
