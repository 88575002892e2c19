import { expect, test } from "vitest";
import { formatJobReport } from "../src/report/job-report.ts";
import { toJsonReport } from "../src/report/json-report.ts";
import { formatStatusUpdate } from "../src/report/status-update.ts";
import { formatSummary } from "../src/report/summary.ts";
import { formatTimeline } from "../src/report/timeline.ts";
import { NOON, recordedJob } from "./recorded-job.ts";

test("a status update shows each job's status, history count and log count", () => {
  expect(formatStatusUpdate([recordedJob(0), recordedJob(1)], 1_250)).toEqual([
    "after 1.25 s",
    "  Job 1  completed  100 %  history 3  log 1",
    "  Job 2  completed  100 %  history 3  log 1",
  ]);
});

test("the timeline draws each stage where it ran and dots where the job waited", () => {
  expect(formatTimeline([recordedJob()], { width: 30 })).toEqual([
    "Job 1 │SSSSSSSSSS··········RRRRRRRRRR│",
    "       0                       300 ms",
    "S DataSource   R DataReporter   · waiting",
  ]);
});

test("the report of a job shows history, shared data, log, routine states and the final report, each with its time", () => {
  expect(formatJobReport(recordedJob()).slice(1)).toEqual([
    "completed after 300 ms",
    "",
    "Execution history",
    "  12:00:00.000  #2   started",
    "  12:00:00.100  #5   DataSource → output",
    "  12:00:00.300  #10  DataReporter → output",
    "",
    "Shared data",
    '  12:00:00.300  reported  by DataReporter  {"summary":"12 valid measurements","reportedAt":"2026-01-01T12:00:00.30…',
    "",
    "Shared log",
    "  12:00:00.300  info  DataReporter: data reported",
    "",
    "Routine states",
    "  routine       status     queued        started       finished      took",
    "  DataSource    completed  12:00:00.000  12:00:00.000  12:00:00.100  100 ms",
    "  DataReporter  completed  12:00:00.100  12:00:00.200  12:00:00.300  100 ms",
    "",
    "Final report",
    "  12 valid measurements",
  ]);
});

test("the summary says how many jobs completed, and how far the time is from the ideal", () => {
  expect(formatSummary([recordedJob(0), recordedJob(1)], { maxWorkers: 2, idealMs: 250 })).toEqual([
    "Total jobs        2",
    "Completed         all 2",
    "Elapsed           300 ms",
    "Ideal             250 ms (20.0 % over it)",
    "Peak concurrency  2 of 2 workers",
  ]);
});

test("the JSON report has every task's span in ms since the first job's start", () => {
  expect(toJsonReport([recordedJob()], { maxWorkers: 2, idealMs: 200 })).toEqual({
    startedAtMs: NOON,
    maxWorkers: 2,
    peakConcurrency: 1,
    makespanMs: 300,
    idealMs: 200,
    jobs: [
      {
        jobId: "job_0",
        jobIndex: 0,
        status: "completed",
        tasks: [
          { routine: "DataSource", lane: 1, startMs: 0, endMs: 100 },
          { routine: "DataReporter", lane: 2, startMs: 200, endMs: 300 },
        ],
      },
    ],
  });
});
