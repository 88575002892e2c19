import type { JobSummary, WorkflowSummary } from "@gantry/contracts";
import { z } from "zod";
import { isoTime, isoTimeOrNull } from "./wire-case.ts";

const TaskCountsView = z.record(z.string(), z.number().int());

/** A Workflow as the compatible API shows it; `name` and what follows are additive. */
export const WorkflowView = z.object({
  workflow_id: z.string(),
  status: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  error: z.string().nullable(),
  name: z.string(),
  origin: z.string(),
  job_count: z.number().int(),
  job_counts: TaskCountsView,
  task_counts: TaskCountsView,
  max_workers: z.number().int().nullable(),
  progress: z.number(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  retry_of: z.string().nullable(),
});

export const viewWorkflow = (summary: WorkflowSummary, error: string | null): z.infer<typeof WorkflowView> => ({
  workflow_id: summary.workflowId,
  status: summary.status,
  created_at: isoTime(summary.createdAtMs),
  updated_at: isoTime(summary.updatedAtMs),
  error,
  name: summary.name,
  origin: summary.origin,
  job_count: summary.jobCount,
  job_counts: summary.jobCounts,
  task_counts: summary.taskCounts,
  max_workers: summary.maxWorkers,
  progress: summary.progressPercent,
  started_at: isoTimeOrNull(summary.startedAtMs),
  finished_at: isoTimeOrNull(summary.finishedAtMs),
  retry_of: summary.retryOf,
});

export const JobView = z.object({
  job_id: z.string(),
  workflow_id: z.string(),
  job_index: z.number().int(),
  status: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  error: z.string().nullable(),
  task_counts: TaskCountsView,
  progress: z.number(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  log_count: z.number().int(),
});

export const viewJob = (job: JobSummary): z.infer<typeof JobView> => ({
  job_id: job.jobId,
  workflow_id: job.workflowId,
  job_index: job.jobIndex,
  status: job.status,
  created_at: isoTime(job.createdAtMs),
  updated_at: isoTime(job.updatedAtMs),
  error: job.error?.message ?? null,
  task_counts: job.taskCounts,
  progress: job.progressPercent,
  started_at: isoTimeOrNull(job.startedAtMs),
  finished_at: isoTimeOrNull(job.finishedAtMs),
  log_count: job.logCount,
});
