import type { JobState, JobSummary } from "@gantry/contracts";

/**
 * How far a Job has come, 0-100, from its Tasks. Of a Flow whose Tasks come as messages arrive, a Routine that has
 * none yet counts as one still to do. In a Job that is given up only what completed counts: it does not fill its bar
 * by failing. Constant time: it is asked with every commit.
 */
export function progressPercentOf(state: JobState): number {
  if (state.status === "completed") return 100;
  const { total, completed, failed, skipped, cancelled } = state.counts;
  const expected = state.planned ? total : total + state.idleRoutines;
  if (expected === 0) return 0;
  const givenUp = state.cancelRequest !== null || state.failing !== null;
  const done = completed + (givenUp ? 0 : failed + skipped + cancelled) + state.runningPercent / 100;
  return Math.round((done / expected) * 1000) / 10;
}

export const summarizeJob = (state: JobState, logCount: number): JobSummary => ({
  jobId: state.jobId,
  workflowId: state.workflowId,
  jobIndex: state.jobIndex,
  parentJobId: state.parentJobId ?? null,
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
