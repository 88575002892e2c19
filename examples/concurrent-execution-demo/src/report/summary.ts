import { peakConcurrency } from "@gantry/engine/core";
import type { JobRecording } from "../job-recording.ts";
import { makespanMs, startOf, taskSpans } from "../task-span.ts";
import { formatDuration, table } from "./format.ts";

/** The end of the output: how many Jobs, how they ended, how long it took, and how close that is to the ideal. */
export function formatSummary(
  jobs: readonly JobRecording[],
  options: { readonly maxWorkers: number; readonly idealMs: number | null },
): string[] {
  const { maxWorkers, idealMs } = options;
  const elapsedMs = makespanMs(jobs);
  const spans = jobs.flatMap((job) => taskSpans(job, startOf(jobs)));
  const completed = jobs.filter(({ state }) => state.status === "completed").length;
  return table([
    ["Total jobs", String(jobs.length)],
    ["Completed", completed === jobs.length ? `all ${completed}` : `${completed} of ${jobs.length}`],
    ["Elapsed", formatDuration(elapsedMs)],
    ...(idealMs === null
      ? []
      : [["Ideal", `${formatDuration(idealMs)} (${percentOver(elapsedMs, idealMs)} % over it)`]]),
    ["Peak concurrency", `${peakConcurrency(spans)} of ${maxWorkers} workers`],
  ]);
}

const percentOver = (elapsedMs: number, idealMs: number): string => ((elapsedMs / idealMs - 1) * 100).toFixed(1);
