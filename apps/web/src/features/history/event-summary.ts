import type { HistoryEvent, StoredValue } from "@gantry/contracts";
import { formatQuantity } from "../../lib/format.ts";

/** What an event says, in one line. */
export function eventSummary(event: HistoryEvent): string {
  switch (event.kind) {
    case "job_created":
      return `${formatQuantity(event.routines.length, "routine")}, ${formatQuantity(event.entries.length, "input")}`;
    case "job_started":
    case "job_completed":
    case "job_resumed":
      return "";
    case "job_paused":
    case "job_cancel_requested":
    case "job_cancelled":
      return event.reason ?? "";
    case "job_failed":
      return event.error.message;
    case "task_queued":
      return `${event.routine}.${event.slot}`;
    case "task_started":
      return `attempt ${String(event.attempt)} on lane ${String(event.lane)}`;
    case "task_progressed":
      return [
        percentText(event.percent),
        event.message,
        event.acknowledgedAs === null ? null : `accepted as ${event.acknowledgedAs}`,
      ]
        .filter((part) => part !== null)
        .join(" · ");
    case "task_retry_scheduled":
      if (event.deferred) return event.error.message;
      return `${event.lost ? "lost" : "failed"}: ${event.error.message}`;
    case "task_completed":
      return event.output === null ? "no output" : preview(event.output);
    case "task_failed":
      return `${event.error.message}${event.continued ? " (the job goes on)" : ""}`;
    case "task_skipped":
      return event.reason;
    case "task_cancelled":
      return event.reason ?? "";
    case "task_late":
      return `${event.outcome} after the task had ended`;
    case "emitted":
      return `${event.routine}.${event.event} → ${event.deliveries.map(({ routine, slot }) => `${routine}.${slot}`).join(", ") || "nobody"}`;
    case "data_set":
      return `${event.key} = ${preview(event.value)}`;
    case "stat_changed":
      return `${event.routine}.${event.name} = ${String(event.value)}`;
  }
}

const PREVIEW_CHARS = 120;
const percentText = (percent: number | null): string | null =>
  percent === null ? null : `${String(Math.round(percent))}%`;

function preview(value: StoredValue): string {
  const text = "inline" in value ? JSON.stringify(value.inline) : value.preview;
  return text.length > PREVIEW_CHARS ? `${text.slice(0, PREVIEW_CHARS)}…` : text;
}

/** The Task an event is about; null for events of the Job itself. */
export const taskIdOfEvent = (event: HistoryEvent): string | null => ("taskId" in event ? event.taskId : null);
