import type { HistoryEvent, HistoryEventKind } from "@gantry/contracts";

const JOB_ENDS: ReadonlySet<HistoryEventKind> = new Set(["job_completed", "job_failed", "job_cancelled"]);
const TASK_ENDS: ReadonlySet<HistoryEventKind> = new Set([
  "task_completed",
  "task_failed",
  "task_skipped",
  "task_cancelled",
]);

export const endsJob = (event: HistoryEvent): boolean => JOB_ENDS.has(event.kind);

/** The Task that this event ends for good; null for every other event. */
export const endedTask = (event: HistoryEvent): string | null =>
  TASK_ENDS.has(event.kind) && "taskId" in event ? event.taskId : null;

/** The Task whose running attempt, if it has one, this event ends. */
export const stoppedTask = (event: HistoryEvent): string | null =>
  event.kind === "task_retry_scheduled" ? event.taskId : endedTask(event);
