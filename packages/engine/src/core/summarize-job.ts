import { isTerminal, type JobState, type JobSummary, type TaskState } from "@gantry/contracts";

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
