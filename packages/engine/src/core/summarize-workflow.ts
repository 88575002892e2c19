import type { JobStatus, JobSummary, TaskCounts, WorkflowSummary } from "@gantry/contracts";

/** What a Workflow's summary has that does not come from its Jobs. */
export type WorkflowFacts = Pick<
  WorkflowSummary,
  "workflowId" | "name" | "origin" | "flowId" | "maxWorkers" | "createdAtMs" | "retryOf"
>;

/**
 * A Workflow's status from its Jobs': it ends when all have: failed if any failed, else cancelled if any was, else
 * completed; one Job's failure leaves the others running. Paused when nothing runs and some Job is paused.
 */
export function workflowStatusOf(counts: Readonly<Record<JobStatus, number>>): JobStatus {
  if (counts.running > 0) return "running";
  if (counts.paused > 0) return "paused";
  if (counts.pending > 0) return counts.completed + counts.failed + counts.cancelled > 0 ? "running" : "pending";
  if (counts.failed > 0) return "failed";
  return counts.cancelled > 0 ? "cancelled" : "completed";
}

const ENDED: ReadonlySet<JobStatus> = new Set(["completed", "failed", "cancelled"]);

/** A Workflow as lists show it, from its Jobs by index. */
export function summarizeWorkflow(facts: WorkflowFacts, jobs: readonly JobSummary[]): WorkflowSummary {
  const jobCounts: Record<JobStatus, number> = {
    pending: 0,
    running: 0,
    paused: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
  };
  const taskCounts: TaskCounts = {
    total: 0,
    queued: 0,
    retrying: 0,
    running: 0,
    completed: 0,
    failed: 0,
    skipped: 0,
    cancelled: 0,
  };
  let [progress, updatedAtMs, finishedAtMs] = [0, facts.createdAtMs, facts.createdAtMs];
  let startedAtMs: number | null = null;
  for (const job of jobs) {
    jobCounts[job.status] += 1;
    for (const key of Object.keys(taskCounts) as (keyof TaskCounts)[]) taskCounts[key] += job.taskCounts[key];
    progress += job.progressPercent;
    updatedAtMs = Math.max(updatedAtMs, job.updatedAtMs);
    finishedAtMs = Math.max(finishedAtMs, job.finishedAtMs ?? 0);
    if (job.startedAtMs !== null) startedAtMs = Math.min(startedAtMs ?? job.startedAtMs, job.startedAtMs);
  }
  const status = workflowStatusOf(jobCounts);
  return {
    ...facts,
    status,
    error: jobs.find((job) => job.status === "failed")?.error ?? null,
    jobCount: jobs.length,
    jobCounts,
    taskCounts,
    progressPercent: jobs.length === 0 ? 0 : Math.round((progress / jobs.length) * 10) / 10,
    updatedAtMs,
    startedAtMs,
    finishedAtMs: ENDED.has(status) ? finishedAtMs : null,
  };
}
