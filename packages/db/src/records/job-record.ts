import type { JobSummary } from "@gantry/contracts";
import type { RowShape } from "../dialect.ts";
import type { Job } from "../generated/sqlite/client.ts";
import {
  fromJson,
  fromMs,
  fromNullableJson,
  fromNullableMs,
  toMs,
  toNullableJson,
  toNullableMs,
} from "./stored-json.ts";

/** Columns of "Job", as the bulk statements write them. */
export const JOB_SHAPE = {
  id: "text",
  workflowId: "text",
  jobIndex: "integer",
  parentJobId: "text",
  status: "text",
  error: "text",
  createdAtMs: "bigint",
  updatedAtMs: "bigint",
  startedAtMs: "bigint",
  finishedAtMs: "bigint",
  progressPercent: "double precision",
  taskCounts: "text",
  projectedSeq: "integer",
  logCount: "integer",
} as const satisfies RowShape;

export const jobRow = (summary: JobSummary): Record<keyof typeof JOB_SHAPE, unknown> => ({
  id: summary.jobId,
  workflowId: summary.workflowId,
  jobIndex: summary.jobIndex,
  parentJobId: summary.parentJobId,
  status: summary.status,
  error: toNullableJson(summary.error),
  createdAtMs: toMs(summary.createdAtMs),
  updatedAtMs: toMs(summary.updatedAtMs),
  startedAtMs: toNullableMs(summary.startedAtMs),
  finishedAtMs: toNullableMs(summary.finishedAtMs),
  progressPercent: summary.progressPercent,
  taskCounts: JSON.stringify(summary.taskCounts),
  projectedSeq: summary.projectedSeq,
  logCount: summary.logCount,
});

export const toJobSummary = (row: Job): JobSummary => ({
  jobId: row.id,
  workflowId: row.workflowId,
  jobIndex: row.jobIndex,
  parentJobId: row.parentJobId,
  status: row.status as JobSummary["status"],
  error: fromNullableJson(row.error) as JobSummary["error"],
  createdAtMs: fromMs(row.createdAtMs),
  updatedAtMs: fromMs(row.updatedAtMs),
  startedAtMs: fromNullableMs(row.startedAtMs),
  finishedAtMs: fromNullableMs(row.finishedAtMs),
  progressPercent: row.progressPercent,
  taskCounts: fromJson(row.taskCounts) as JobSummary["taskCounts"],
  projectedSeq: row.projectedSeq,
  logCount: row.logCount,
});
