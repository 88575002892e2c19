import type { HistoryEvent, JobState } from "@gantry/contracts";

/** The `job_*` kinds: the Job's own status. `draft` is owned by the fold. */
export function applyJobEvent(draft: JobState, event: HistoryEvent): void {
  switch (event.kind) {
    case "job_started":
      draft.status = "running";
      draft.startedAtMs = event.atMs;
      return;
    case "job_paused":
      draft.status = "paused";
      draft.pauseReason = event.reason;
      return;
    case "job_resumed":
      draft.status = "running";
      draft.pauseReason = null;
      return;
    case "job_cancel_requested":
      draft.cancelRequest = { reason: event.reason, atMs: event.atMs };
      return;
    case "job_completed":
      draft.status = "completed";
      draft.finishedAtMs = event.atMs;
      return;
    case "job_failed":
      draft.status = "failed";
      draft.error = event.error;
      draft.failing ??= { error: event.error, taskId: event.taskId };
      draft.finishedAtMs = event.atMs;
      return;
    case "job_cancelled":
      draft.status = "cancelled";
      draft.finishedAtMs = event.atMs;
      return;
    default: // not a kind of this file
  }
}
