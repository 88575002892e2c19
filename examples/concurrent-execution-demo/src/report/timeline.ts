import type { JobRecording } from "../job-recording.ts";
import { makespanMs, startOf, taskSpans } from "../task-span.ts";
import { formatDuration, jobTitle } from "./format.ts";

/** One letter per stage of the demo, in their order. */
const LETTERS = "SPVAR";

/**
 * A bar per Job on one time axis: each cell shows the stage that ran in it, "·" where the Job waited for a worker.
 * @param options `width`: cells of the axis.
 */
export function formatTimeline(
  jobs: readonly JobRecording[],
  { width = 64 }: { readonly width?: number } = {},
): string[] {
  const lengthMs = makespanMs(jobs);
  const originMs = startOf(jobs);
  const routines = Object.keys(jobs[0]?.state.routines ?? {});
  const letterOf = (routine: string): string => LETTERS[routines.indexOf(routine)] ?? "#";
  const titleWidth = Math.max(...jobs.map(({ state }) => jobTitle(state.jobIndex).length));

  const bars = jobs.map((job) => {
    const cells = Array<string>(width).fill("·");
    for (const { routine, startMs, endMs } of taskSpans(job, originMs)) {
      const from = Math.round((startMs / lengthMs) * width);
      // A stage is never invisible, however short.
      const to = Math.max(from + 1, Math.round((endMs / lengthMs) * width));
      cells.fill(letterOf(routine), from, to);
    }
    return `${jobTitle(job.state.jobIndex).padEnd(titleWidth)} │${cells.join("")}│`;
  });
  const end = formatDuration(lengthMs);
  const axis = `${" ".repeat(titleWidth + 2)}0${end.padStart(width - 1)}`;
  const legend = routines.map((routine) => `${letterOf(routine)} ${routine}`).join("   ");
  return [...bars, axis, `${legend}   · waiting`];
}
