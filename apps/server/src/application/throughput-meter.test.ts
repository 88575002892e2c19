import { expect, test } from "vitest";
import type { HistoryEvent } from "@gantry/contracts";
import { ThroughputMeter } from "./throughput-meter.ts";

const completed: HistoryEvent = {
  kind: "task_completed",
  jobId: "job_1",
  seq: 1,
  atMs: 0,
  taskId: "t",
  attempt: 1,
  output: null,
};
const started: HistoryEvent = { kind: "job_started", jobId: "job_1", seq: 1, atMs: 0 };

test("finished tasks count per second in buckets of five seconds, the newest last", () => {
  let nowMs = 1_000_000;
  const meter = new ThroughputMeter(() => nowMs);
  meter.add([completed, started, completed]);
  expect(meter.read().finishedTasks.at(-1)).toBe(0.4);
  nowMs += 5_000;
  expect(meter.read().finishedTasks.slice(-2)).toEqual([0.4, 0]);
});

test("what is older than five minutes is forgotten", () => {
  let nowMs = 0;
  const meter = new ThroughputMeter(() => nowMs);
  for (let minute = 0; minute < 60; minute++, nowMs += 60_000) meter.add([completed]);
  expect(meter.read().finishedTasks.filter((rate) => rate > 0)).toHaveLength(4);
});
