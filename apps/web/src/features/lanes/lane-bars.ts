import type { JobState } from "@gantry/contracts";
import { type AttemptOutcome, outcomeOf } from "../timeline/task-segments.ts";

/** One attempt of a Task in the worker slot that it held. */
export interface LaneBar {
  readonly jobId: string;
  readonly jobIndex: number;
  readonly taskId: string;
  readonly routine: string;
  readonly attempt: number;
  readonly startedAtMs: number;
  /** null while it runs. */
  readonly finishedAtMs: number | null;
  readonly outcome: AttemptOutcome;
}

/** A worker slot, numbered from 1, with its bars by start; they never overlap: that is what a slot is. */
export interface Lane {
  readonly lane: number;
  readonly bars: readonly LaneBar[];
}

/** Every slot that was used, and every one that `maxWorkers` allows, so that idle ones are seen too. */
export function lanesOf(jobs: Iterable<JobState>, maxWorkers: number | null): Lane[] {
  const byLane = new Map<number, LaneBar[]>();
  let highest = maxWorkers ?? 0;
  for (const job of jobs) {
    for (const task of job.tasks) {
      for (const attempt of task.attempts) {
        const bars = byLane.get(attempt.lane) ?? [];
        if (bars.length === 0) byLane.set(attempt.lane, bars);
        highest = Math.max(highest, attempt.lane);
        bars.push({
          jobId: job.jobId,
          jobIndex: job.jobIndex,
          taskId: task.taskId,
          routine: task.routine,
          attempt: attempt.attempt,
          startedAtMs: attempt.startedAtMs,
          finishedAtMs: attempt.finishedAtMs,
          outcome: outcomeOf(task, attempt),
        });
      }
    }
  }
  return Array.from({ length: highest }, (_, index) => ({
    lane: index + 1,
    bars: (byLane.get(index + 1) ?? []).sort((a, b) => a.startedAtMs - b.startedAtMs),
  }));
}
