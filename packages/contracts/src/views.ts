import { z } from "zod";
import { Failure } from "./failure.ts";
import { FlowDefinition } from "./flow-definition.ts";
import { JsonObject } from "./json.ts";
import { TaskCounts } from "./job-state.ts";
import { JobStatus, WorkflowStatus } from "./status.ts";
import { WORKFLOW_ORIGINS } from "./vocabulary.ts";

/** What lists show: summaries, never payloads. Times in epoch milliseconds, progress 0-100. */

const AtMs = z.number().nullable();

export const JobCounts = z.record(JobStatus, z.number().int());
export type JobCounts = z.infer<typeof JobCounts>;

/** Uploaded, a Flow registered by code, or a managed operation. */
export const WorkflowOrigin = z.enum(WORKFLOW_ORIGINS);
export type WorkflowOrigin = z.infer<typeof WorkflowOrigin>;

export const WorkflowSummary = z.object({
  workflowId: z.string(),
  name: z.string(),
  origin: WorkflowOrigin,
  flowId: z.string(),
  status: WorkflowStatus,
  error: Failure.nullable(),
  jobCount: z.number().int(),
  jobCounts: JobCounts,
  taskCounts: TaskCounts,
  maxWorkers: z.number().int().nullable(),
  progressPercent: z.number(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
  startedAtMs: AtMs,
  finishedAtMs: AtMs,
  /** The ended Workflow that this one repeats, reusing its completed outputs. */
  retryOf: z.string().nullable(),
});
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

export const JobSummary = z.object({
  jobId: z.string(),
  workflowId: z.string(),
  jobIndex: z.number().int(),
  /** The Job that this one works for. */
  parentJobId: z.string().nullable(),
  status: JobStatus,
  error: Failure.nullable(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
  startedAtMs: AtMs,
  finishedAtMs: AtMs,
  progressPercent: z.number(),
  taskCounts: TaskCounts,
  /** The history position this summary was folded to. */
  projectedSeq: z.number().int(),
  logCount: z.number().int(),
});
export type JobSummary = z.infer<typeof JobSummary>;

/** A Workflow as its page needs it. `services` names where each container of a Blueprint answers. */
export const WorkflowDetail = WorkflowSummary.extend({
  flow: FlowDefinition,
  jobs: z.array(JobSummary),
  services: z.array(z.object({ containerName: z.string(), address: z.string() })),
  submission: JsonObject,
});
export type WorkflowDetail = z.infer<typeof WorkflowDetail>;

/** A Flow registered by code, as the dashboard lists it. */
export const RegisteredFlow = z.object({
  flowId: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  definition: FlowDefinition,
  defaultJobs: z.number().int(),
});
export type RegisteredFlow = z.infer<typeof RegisteredFlow>;

/** One fault of an upload. `path` is the JSON path inside `document`; `nodeKeys` are the vertices to mark on the graph. */
export const SubmissionFault = z.object({
  document: z.enum(["blueprint", "dockerinfo", "flow", "inputs", "parameters", "submission"]),
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
  nodeKeys: z.array(z.string()),
  severity: z.enum(["error", "warning"]),
});
export type SubmissionFault = z.infer<typeof SubmissionFault>;

export const WorkflowPage = z.object({ workflows: z.array(WorkflowSummary), nextCursor: z.string().nullable() });
export type WorkflowPage = z.infer<typeof WorkflowPage>;

/** What the Overview shows besides the Workflows. */
export const SystemStatus = z.object({
  version: z.string(),
  startedAtMs: z.number(),
  store: z.enum(["embedded", "postgresql"]),
  runningTasks: z.number().int(),
  workerSlots: z.number().int().nullable(),
  workflowCounts: JobCounts,
  failedLastDay: z.number().int(),
  /** Tasks finished per second over the last minutes, oldest first; one number per `bucketMs`. */
  throughput: z.object({ bucketMs: z.number(), finishedTasks: z.array(z.number()) }),
});
export type SystemStatus = z.infer<typeof SystemStatus>;
