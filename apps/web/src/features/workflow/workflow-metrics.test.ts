import type { ConnectionDefinition, RoutineDefinition } from "@gantry/contracts";
import { expect, test } from "vitest";
import { attemptOf, taskOf } from "../timeline/task-fixture.ts";
import { criticalPathOf } from "./critical-path.ts";
import { jobOf } from "./job-fixture.ts";
import { workflowMetrics } from "./workflow-metrics.ts";

const routine = (name: string): RoutineDefinition => ({
  name,
  execution: "inline",
  implementation: name,
  config: {},
  slots: [],
  events: [],
  errorPolicy: null,
  attemptTimeoutMs: null,
});
const joined = (source: string, target: string): ConnectionDefinition => ({
  source,
  event: "output",
  target,
  slot: "input",
});
const ran = (name: string, queuedAtMs: number, fromMs: number, toMs: number) =>
  taskOf({
    routine: name,
    status: "completed",
    queuedAtMs,
    startedAtMs: fromMs,
    finishedAtMs: toMs,
    attempts: [attemptOf(1, fromMs, toMs)],
  });

const flow = { routines: [routine("a"), routine("b")], connections: [joined("a", "b")] };
const twoJobs = [
  jobOf("job_1", [ran("a", 0, 0, 100), ran("b", 100, 100, 200)], { status: "completed" }),
  jobOf("job_2", [ran("a", 0, 100, 200), ran("b", 200, 200, 300)], { status: "completed" }),
];

test("two Jobs of two steps on two workers: makespan, ideal, utilisation, peak and waiting", () => {
  expect(workflowMetrics({ jobs: twoJobs, flow, maxWorkers: 2, nowMs: 999 })).toEqual({
    makespanMs: 300,
    idealMakespanMs: 200,
    busyMs: 400,
    utilisationPercent: (100 * 400) / 600,
    peakConcurrency: 2,
    meanWaitMs: 25,
    criticalPath: { durationMs: 200, routines: ["a", "b"] },
  });
});

test("attempts that follow each other in one slot within the same millisecond are never counted as two", () => {
  const job = jobOf("job_1", [ran("a", 0, 0, 50), ran("b", 50, 50, 80)], { status: "completed" });
  expect(workflowMetrics({ jobs: [job], flow, maxWorkers: 1, nowMs: 80 })?.peakConcurrency).toBe(1);
});

test("without a limit of workers there is no utilisation, and the critical path is the ideal", () => {
  expect(workflowMetrics({ jobs: twoJobs, flow, maxWorkers: null, nowMs: 999 })).toMatchObject({
    utilisationPercent: null,
    idealMakespanMs: 200,
  });
});

test("while it runs, what is open counts until now", () => {
  const running = taskOf({
    routine: "a",
    status: "running",
    queuedAtMs: 0,
    startedAtMs: 10,
    attempts: [attemptOf(1, 10, null)],
  });
  expect(workflowMetrics({ jobs: [jobOf("job_1", [running])], flow, maxWorkers: 1, nowMs: 60 })).toMatchObject({
    makespanMs: 60,
    busyMs: 50,
  });
});

test("an attempt that a crash cut off is not counted as work", () => {
  const lost = attemptOf(1, 0, 500, { lost: true });
  const task = taskOf({
    routine: "a",
    status: "completed",
    queuedAtMs: 0,
    startedAtMs: 0,
    finishedAtMs: 600,
    attempts: [lost, attemptOf(2, 500, 600)],
  });
  const metrics = workflowMetrics({
    jobs: [jobOf("job_1", [task], { status: "completed" })],
    flow,
    maxWorkers: 1,
    nowMs: 600,
  });
  expect(metrics).toMatchObject({ busyMs: 100, idealMakespanMs: 100, makespanMs: 600 });
});

test("before any Job has started there is nothing to measure", () => {
  expect(
    workflowMetrics({ jobs: [jobOf("job_1", [], { startedAtMs: null })], flow, maxWorkers: 1, nowMs: 5 }),
  ).toBeNull();
});

test("the critical path is the longest branch of a diamond; a loop has none", () => {
  const durations: Record<string, number> = { a: 1, b: 5, c: 2, d: 1 };
  const diamond = [joined("a", "b"), joined("a", "c"), joined("b", "d"), joined("c", "d")];
  expect(criticalPathOf(["a", "b", "c", "d"], diamond, (name) => durations[name] ?? 0)).toEqual({
    durationMs: 7,
    routines: ["a", "b", "d"],
  });
  expect(criticalPathOf(["a", "b"], [joined("a", "b"), joined("b", "a")], () => 1)).toBeNull();
});
