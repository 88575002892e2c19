import type { FlowTimes } from "./flow-times.ts";
import type { JobRecording } from "./job-recording.ts";

/** When one Task ran; ms since the Workflow's first Job started. */
export interface TaskSpan {
  readonly routine: string;
  /** The worker slot it ran in, from 1. */
  readonly lane: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Epoch ms of the first Job's start: where the spans count from. */
export const startOf = (jobs: readonly JobRecording[]): number =>
  Math.min(...jobs.map(({ state }) => state.startedAtMs ?? state.createdAtMs));

/** The finished attempts of a Job in the order they started. */
export function taskSpans({ state }: JobRecording, originMs: number): TaskSpan[] {
  return state.tasks
    .flatMap(({ routine, attempts }) => attempts.map((attempt) => ({ routine, ...attempt })))
    .flatMap(({ routine, lane, startedAtMs, finishedAtMs }) =>
      finishedAtMs === null ? [] : [{ routine, lane, startMs: startedAtMs - originMs, endMs: finishedAtMs - originMs }],
    )
    .sort((a, b) => a.startMs - b.startMs);
}

/** From the first Job's start to the last Job's end; 0 while one still runs. */
export function makespanMs(jobs: readonly JobRecording[]): number {
  const ends = jobs.map(({ state }) => state.finishedAtMs);
  return ends.includes(null) ? 0 : Math.max(...ends.map((end) => end ?? 0)) - startOf(jobs);
}

/**
 * The makespan that no schedule can beat: all work spread evenly over the workers (`jobs` × `workMs` / `maxWorkers`),
 * yet never less than one Job's own chain, whose stages cannot overlap. Where the Jobs do not divide evenly among the
 * workers this is a lower bound that whole stages may not reach.
 */
export const idealMakespanMs = ({
  jobs,
  maxWorkers,
  workMs,
  chainMs,
}: FlowTimes & { readonly jobs: number; readonly maxWorkers: number }): number =>
  Math.max(chainMs, (jobs * workMs) / maxWorkers);
