import type { JobStatus } from "@gantry/contracts";
import { peakConcurrency } from "@gantry/engine/core";
import type { JobRecording } from "../job-recording.ts";
import { makespanMs, startOf, taskSpans, type TaskSpan } from "../task-span.ts";

/** What `--json` prints. Spans and makespan in ms since `startedAtMs` (epoch ms), the first Job's start. */
export interface JsonReport {
  readonly startedAtMs: number;
  readonly maxWorkers: number;
  readonly peakConcurrency: number;
  readonly makespanMs: number;
  /** null where a stage fails on purpose. */
  readonly idealMs: number | null;
  readonly jobs: readonly {
    readonly jobId: string;
    readonly jobIndex: number;
    readonly status: JobStatus;
    readonly tasks: readonly TaskSpan[];
  }[];
}

export function toJsonReport(
  jobs: readonly JobRecording[],
  { maxWorkers, idealMs }: { maxWorkers: number; idealMs: number | null },
): JsonReport {
  const startedAtMs = startOf(jobs);
  const reported = jobs.map((job) => ({
    jobId: job.state.jobId,
    jobIndex: job.state.jobIndex,
    status: job.state.status,
    tasks: taskSpans(job, startedAtMs),
  }));
  return {
    startedAtMs,
    maxWorkers,
    peakConcurrency: peakConcurrency(reported.flatMap(({ tasks }) => tasks)),
    makespanMs: makespanMs(jobs),
    idealMs,
    jobs: reported,
  };
}
