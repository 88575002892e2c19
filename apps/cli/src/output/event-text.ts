import type { HistoryEvent, JobState } from "@gantry/contracts";
import { findTask } from "@gantry/engine/core";
import type { Console } from "./console.ts";
import { durationText, safeText, timeText } from "./format.ts";
import { statusText } from "./status-text.ts";

/** An event as a line of plain progress; null for those that a person need not read. `job` is the state after it. */
export function eventLine(console: Console, job: JobState, event: HistoryEvent): string | null {
  const said = describe(console, job, event);
  return said === null ? null : `${console.style("dim", timeText(event.atMs))} job ${job.jobIndex + 1}  ${said}`;
}

function describe(console: Console, job: JobState, event: HistoryEvent): string | null {
  switch (event.kind) {
    case "job_started":
    case "job_resumed":
      return statusText(console, "running");
    case "job_paused":
      return withReason(statusText(console, "paused"), event.reason);
    case "job_cancel_requested":
      return withReason("asked to cancel", event.reason);
    case "job_completed":
      return `${statusText(console, "completed")}${took(job.startedAtMs, job.finishedAtMs)}`;
    case "job_failed":
      return withReason(statusText(console, "failed"), event.error.message);
    case "job_cancelled":
      return withReason(statusText(console, "cancelled"), event.reason);
    case "task_started":
      return `${nameOf(job, event.taskId)} ${statusText(console, "running")}${event.attempt > 1 ? ` (attempt ${event.attempt})` : ""}`;
    case "task_retry_scheduled":
      return `${nameOf(job, event.taskId)} ${console.style("yellow", "↻ again")}: ${safeText(event.error.message)}`;
    case "task_completed": {
      const task = findTask(job, event.taskId);
      const reused = event.attempt === 0 ? " (taken over)" : "";
      return `${nameOf(job, event.taskId)} ${statusText(console, "completed")}${took(task?.startedAtMs, task?.finishedAtMs)}${reused}`;
    }
    case "task_failed":
      return withReason(`${nameOf(job, event.taskId)} ${statusText(console, "failed")}`, event.error.message);
    case "task_skipped":
      return withReason(`${nameOf(job, event.taskId)} ${statusText(console, "skipped")}`, event.reason);
    case "task_cancelled":
      return withReason(`${nameOf(job, event.taskId)} ${statusText(console, "cancelled")}`, event.reason);
    default:
      return null;
  }
}

const nameOf = (job: JobState, taskId: string): string => safeText(findTask(job, taskId)?.routine ?? taskId);

const withReason = (text: string, reason: string | null): string =>
  reason === null || reason === "" ? text : `${text}: ${safeText(reason)}`;

function took(startedAtMs: number | null | undefined, finishedAtMs: number | null | undefined): string {
  if (typeof startedAtMs !== "number" || typeof finishedAtMs !== "number") return "";
  return ` in ${durationText(finishedAtMs - startedAtMs)}`;
}
