import type { WorkflowSummary } from "@gantry/contracts";
import type { RowShape } from "../dialect.ts";
import type { Workflow } from "../generated/sqlite/client.ts";
import { plainText } from "./plain-text.ts";
import {
  fromJson,
  fromMs,
  fromNullableJson,
  fromNullableMs,
  toMs,
  toNullableJson,
  toNullableMs,
} from "./stored-json.ts";

/** Columns of "Workflow", as the bulk statements write them. */
export const WORKFLOW_SHAPE = {
  id: "text",
  name: "text",
  origin: "text",
  flowId: "text",
  status: "text",
  error: "text",
  jobCount: "integer",
  jobCounts: "text",
  taskCounts: "text",
  maxWorkers: "integer",
  progressPercent: "double precision",
  createdAtMs: "bigint",
  updatedAtMs: "bigint",
  startedAtMs: "bigint",
  finishedAtMs: "bigint",
  retryOf: "text",
  searchText: "text",
} as const satisfies RowShape;

/** What `search` looks for, and what it looks into, made the same way. */
export const searchTextOf = (text: string): string => plainText(text).toLowerCase();

export const workflowRow = (summary: WorkflowSummary): Record<keyof typeof WORKFLOW_SHAPE, unknown> => ({
  id: summary.workflowId,
  name: plainText(summary.name),
  origin: summary.origin,
  flowId: plainText(summary.flowId),
  status: summary.status,
  error: toNullableJson(summary.error),
  jobCount: summary.jobCount,
  jobCounts: JSON.stringify(summary.jobCounts),
  taskCounts: JSON.stringify(summary.taskCounts),
  maxWorkers: summary.maxWorkers,
  progressPercent: summary.progressPercent,
  createdAtMs: toMs(summary.createdAtMs),
  updatedAtMs: toMs(summary.updatedAtMs),
  startedAtMs: toNullableMs(summary.startedAtMs),
  finishedAtMs: toNullableMs(summary.finishedAtMs),
  retryOf: summary.retryOf,
  searchText: searchTextOf(`${summary.name} ${summary.workflowId}`),
});

export const toWorkflowSummary = (row: Workflow): WorkflowSummary => ({
  workflowId: row.id,
  name: row.name,
  origin: row.origin as WorkflowSummary["origin"],
  flowId: row.flowId,
  status: row.status as WorkflowSummary["status"],
  error: fromNullableJson(row.error) as WorkflowSummary["error"],
  jobCount: row.jobCount,
  jobCounts: fromJson(row.jobCounts) as WorkflowSummary["jobCounts"],
  taskCounts: fromJson(row.taskCounts) as WorkflowSummary["taskCounts"],
  maxWorkers: row.maxWorkers,
  progressPercent: row.progressPercent,
  createdAtMs: fromMs(row.createdAtMs),
  updatedAtMs: fromMs(row.updatedAtMs),
  startedAtMs: fromNullableMs(row.startedAtMs),
  finishedAtMs: fromNullableMs(row.finishedAtMs),
  retryOf: row.retryOf,
});
