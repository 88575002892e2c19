import type { JobState, JobSummary } from "@gantry/contracts";
import { summarizeJob } from "@gantry/engine/core";

/** A Job as a row of the table. */
export interface JobRow {
  readonly summary: JobSummary;
  /** Routines that run now. */
  readonly runningRoutines: readonly string[];
}

/** One row per Job in order: the live state where there is one, else what the server summarised. */
export function jobRows(summaries: readonly JobSummary[], states: ReadonlyMap<string, JobState>): JobRow[] {
  const rows = new Map<string, JobRow>(summaries.map((summary) => [summary.jobId, { summary, runningRoutines: [] }]));
  for (const state of states.values()) {
    const running = state.counts.running === 0 ? [] : state.tasks.filter(({ status }) => status === "running");
    rows.set(state.jobId, {
      summary: summarizeJob(state, rows.get(state.jobId)?.summary.logCount ?? 0),
      runningRoutines: running.map(({ routine }) => routine),
    });
  }
  return [...rows.values()].sort((a, b) => a.summary.jobIndex - b.summary.jobIndex);
}
