import type { JobState, TaskCounts } from "@gantry/contracts";
import { progressPercentOf, workflowStatusOf } from "@gantry/engine/core";
import { groupBy } from "../group-by.ts";
import type { JobsView } from "../live/jobs-view.ts";
import { barText } from "./bar.ts";
import type { Console } from "./console.ts";
import { durationText, percentText, plural, safeText } from "./format.ts";
import { markOf, statusText, styleOf } from "./status-text.ts";
import { shortened } from "./text-width.ts";

const BAR_MAX = 30;
const BAR_MIN = 8;
/** What a Job's line needs beside its bar: `✔ job 1234 `, ` 100 %  1234/1234  `. */
const BESIDE_BAR = 34;
const ROUTINE_MIN = 12;

export interface BoardOptions {
  /** Now, by the server's clock as far as it is known, epoch ms. */
  readonly nowMs: number;
  /** Said under the bars: that the connection is lost, say. */
  readonly notice?: string | null;
}

/** The live picture of a Workflow: a line for it, a bar per Job as far as the terminal has room, and what the rest does. */
export function boardLines(console: Console, view: JobsView, { nowMs, notice = null }: BoardOptions): string[] {
  const { jobs } = view;
  const room = Math.max(1, console.rows - (notice === null ? 3 : 4));
  // What runs is what one wants to see; the order stays that of the Jobs.
  const shown = jobs.length <= room ? jobs : pick(jobs, room);
  const hidden = jobs.filter((job) => !shown.includes(job));
  return [
    headLine(console, view, nowMs),
    ...shown.map((job) => jobLine(console, job)),
    ...(hidden.length === 0
      ? []
      : [console.style("dim", `  … and ${plural(hidden.length, "more job")}: ${restText(hidden)}`)]),
    ...(notice === null ? [] : [console.style("yellow", notice)]),
  ];
}

function pick(jobs: readonly JobState[], room: number): readonly JobState[] {
  const rank = (job: JobState): number =>
    job.status === "running" || job.status === "paused" ? 0 : job.status === "pending" ? 2 : 1;
  const chosen = new Set(jobs.toSorted((a, b) => rank(a) - rank(b)).slice(0, room));
  return jobs.filter((job) => chosen.has(job));
}

const restText = (jobs: readonly JobState[]): string =>
  [...groupBy(jobs, (job) => job.status)].map(([status, each]) => `${each.length} ${status}`).join(", ");

function headLine(console: Console, { workflow, jobs }: JobsView, nowMs: number): string {
  const counts = { pending: 0, running: 0, paused: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const job of jobs) counts[job.status] += 1;
  const status = jobs.length === 0 ? "pending" : workflowStatusOf(counts);
  const startedAtMs = Math.min(...jobs.map((job) => job.startedAtMs ?? Infinity));
  const endedAtMs = jobs.every((job) => job.finishedAtMs !== null)
    ? Math.max(...jobs.map((job) => job.finishedAtMs ?? 0))
    : nowMs;
  const elapsed = Number.isFinite(startedAtMs) ? durationText(Math.max(0, endedAtMs - startedAtMs)) : "";
  const tasks = total(jobs);
  const running = tasks.running > 0 ? `, ${tasks.running} running` : "";
  const figures = `${tasks.completed}/${tasks.total} tasks${running}${elapsed === "" ? "" : `  ${elapsed}`}`;
  const width = console.columns - 1;
  const name = shortened(safeText(workflow?.name ?? ""), Math.max(0, width - status.length - figures.length - 8));
  return `${console.style("bold", name)}  ${statusText(console, status)}  ${figures}`.trimStart();
}

function total(jobs: readonly JobState[]): Pick<TaskCounts, "total" | "completed" | "running"> {
  const sum = { total: 0, completed: 0, running: 0 };
  for (const { counts } of jobs) {
    sum.total += counts.total;
    sum.completed += counts.completed;
    sum.running += counts.running;
  }
  return sum;
}

/** Narrow terminals lose the routine's name first, then the bar. */
function jobLine(console: Console, job: JobState): string {
  const width = console.columns - 1;
  const percent = progressPercentOf(job);
  const style = styleOf(job.status);
  const left = width - BESIDE_BAR;
  const barWidth = left < BAR_MIN ? 0 : Math.min(BAR_MAX, left);
  const name = `job ${job.jobIndex + 1}`.padEnd(8);
  const bar = barWidth === 0 ? "" : `${barText(console, percent, barWidth, style)} `;
  const done = `${job.counts.completed}/${job.counts.total}`;
  const head = `${console.style(style, markOf(job.status))} ${name} ${bar}${percentText(percent).padStart(5)}  ${done}`;
  const headWidth = 2 + 8 + 1 + (barWidth === 0 ? 0 : barWidth + 1) + 5 + 2 + done.length;
  const rest = width - headWidth - 2;
  const said = rest < ROUTINE_MIN ? "" : shortened(safeText(saidOf(job)), rest);
  return said === "" ? head : `${head}  ${console.style("dim", said)}`;
}

/** What it does now, or why it ended. */
function saidOf(job: JobState): string {
  if (job.error !== null) return job.error.message;
  if (job.status === "paused") return job.pauseReason ?? "";
  const running = job.tasks.filter((task) => task.status === "running");
  if (running.length === 0) return job.cancelRequest === null ? "" : "cancelling …";
  return running.map((task) => (task.message === null ? task.routine : `${task.routine}: ${task.message}`)).join(", ");
}
