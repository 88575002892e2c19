import type { JobRecording } from "../job-recording.ts";
import { makespanMs, startOf, taskSpans } from "../task-span.ts";
import { formatDuration, jobTitle } from "./format.ts";

/** Each stage's letter: the first of its own name that no stage before it has. */
function lettersOf(routines: readonly string[]): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  const taken = new Set<string>();
  for (const routine of routines) {
    const letter = Array.from(routine.replace(/^Data/, "").toUpperCase()).find((each) => !taken.has(each)) ?? "#";
    taken.add(letter);
    letters.set(routine, letter);
  }
  return letters;
}

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
  const letters = lettersOf(routines);
  const titleWidth = Math.max(...jobs.map(({ state }) => jobTitle(state.jobIndex).length));

  const bars = jobs.map((job) => {
    const cells = Array<string>(width).fill("·");
    for (const { routine, startMs, endMs } of taskSpans(job, originMs)) {
      const from = Math.round((startMs / lengthMs) * width);
      // A stage is never invisible, however short.
      const to = Math.max(from + 1, Math.round((endMs / lengthMs) * width));
      cells.fill(letters.get(routine) ?? "#", from, to);
    }
    return `${jobTitle(job.state.jobIndex).padEnd(titleWidth)} │${cells.join("")}│`;
  });
  const end = formatDuration(lengthMs);
  const axis = `${" ".repeat(titleWidth + 2)}0${end.padStart(width - 1)}`;
  const legend = [...letters].map(([routine, letter]) => `${letter} ${routine}`).join("   ");
  return [...bars, axis, `${legend}   · waiting`];
}
