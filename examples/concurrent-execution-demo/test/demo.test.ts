import { peakConcurrency } from "@gantry/engine/core";
import { beforeAll, expect, test } from "vitest";
import { flowTimes } from "../src/flow-times.ts";
import { demoFlow } from "../src/index.ts";
import { executionHistory, type JobRecording } from "../src/job-recording.ts";
import { startDemo } from "../src/run-demo.ts";
import { makespanMs, startOf, taskSpans } from "../src/task-span.ts";

const STAGES = ["DataSource", "DataProcessor", "DataValidator", "DataAggregator", "DataReporter"];
const KEYS = ["generated", "processed", "validated", "aggregated", "reported"];

let jobs: readonly JobRecording[];

beforeAll(async () => {
  jobs = await (await startDemo({ flow: demoFlow, jobs: 4, maxWorkers: 2 })).ended;
});

test("the demo Flow is sound, and one job takes 650 ms of work", () => {
  expect(demoFlow.validate()).toEqual([]);
  expect(flowTimes(demoFlow)).toEqual({ workMs: 650, chainMs: 650 });
});

test("four jobs complete", () => {
  expect(jobs.map(({ state }) => state.status)).toEqual(Array(4).fill("completed"));
});

test("two workers are used to the full, and never more than two", () => {
  const spans = jobs.flatMap((job) => taskSpans(job, startOf(jobs)));
  expect(spans).toHaveLength(20);
  expect(peakConcurrency(spans)).toBe(2);
});

test("no schedule can be quicker than the ideal, and neither is this one", () => {
  // A timer may fire a millisecond early by the wall clock; ten follow each other in a lane.
  expect(makespanMs(jobs)).toBeGreaterThanOrEqual(1_300 - 10);
});

test("every job's DataSource starts before any job's third stage", () => {
  const startsOf = (stage: number): number[] => jobs.map((job) => taskSpans(job, startOf(jobs))[stage]?.startMs ?? NaN);
  expect(Math.max(...startsOf(0))).toBeLessThan(Math.min(...startsOf(2)));
});

test("each job has exactly 6 history records, 5 log entries, 5 shared-data keys and 5 routine states with timestamps", () => {
  for (const job of jobs) {
    const { sharedData, routines } = job.state;
    expect(executionHistory(job).map((record) => (record.kind === "emitted" ? record.routine : record.kind))).toEqual([
      "job_started",
      ...STAGES,
    ]);
    expect(job.logs.map((line) => line.routine)).toEqual(STAGES);
    expect(Object.keys(sharedData)).toEqual(KEYS);
    expect(Object.keys(routines)).toEqual(STAGES);
    for (const { queuedAtMs, startedAtMs, finishedAtMs } of Object.values(routines)) {
      const times = [queuedAtMs, startedAtMs, finishedAtMs].map(Number);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times).not.toContain(0);
    }
  }
});

test("every shared value carries its stage's own timestamp, in the order of the stages", () => {
  for (const { state } of jobs) {
    const timestamps = KEYS.map((key) => {
      const value = state.sharedData[key]?.value;
      return new RegExp(`"${key}At":"([^"]+)"`).exec(JSON.stringify(value))?.[1] ?? "missing";
    });
    expect(timestamps).not.toContain("missing");
    expect(timestamps).toEqual(timestamps.toSorted());
  }
});

test("nothing of a job is found in another", () => {
  for (const { state, events, logs } of jobs) {
    expect(new Set([...events, ...logs].map((fact) => fact.jobId))).toEqual(new Set([state.jobId]));
    const taskIds = new Set(state.tasks.map((task) => task.taskId));
    expect(Object.values(state.sharedData).every((entry) => taskIds.has(entry.taskId))).toBe(true);
  }
});
