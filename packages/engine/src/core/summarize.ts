import { isTerminal, type JobState, type JobStatus, type JobSummary, type TaskCounts, type TaskState } from "@gantry/contracts";

const share = (task: TaskState): number => (isTerminal(task.status) ? 1 : (task.progressPercent ?? 0) / 100);

/**
 * How far a Job has come, 0-100, from its Tasks. Of a Flow whose Tasks come as messages arrive, a Routine that has
 * none yet counts as one still to do.
 */
export function progressPercentOf(state: JobState): number {
  if (state.status === "completed") return 100;
  const toCome = state.planned
    ? 0
    : Object.values(state.routines).filter((routine) => routine.activations === 0).length;
  const expected = state.tasks.length + toCome;
  if (expected === 0) return 0;
  const done = state.tasks.reduce((sum, task) => sum + share(task), 0);
  return Math.round((done / expected) * 1000) / 10;
}

export const summarizeJob = (state: JobState, logCount: number): JobSummary => ({
  jobId: state.jobId,
  workflowId: state.workflowId,
  jobIndex: state.jobIndex,
  status: state.status,
  error: state.error,
  createdAtMs: state.createdAtMs,
  updatedAtMs: state.updatedAtMs,
  startedAtMs: state.startedAtMs,
  finishedAtMs: state.finishedAtMs,
  progressPercent: progressPercentOf(state),
  taskCounts: { ...state.counts },
  projectedSeq: state.seq,
  logCount,
});

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

export const addTaskCounts = (into: TaskCounts, counts: TaskCounts, sign: 1 | -1): void => {
  for (const key of Object.keys(into) as (keyof TaskCounts)[]) into[key] += sign * counts[key];
};
