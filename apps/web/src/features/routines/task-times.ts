import type { TaskState, Waiting } from "@gantry/contracts";
import { formatDuration } from "../../lib/format.ts";

/** Why a pending Task does not run yet, for a person; null for any other. */
export function waitingReason(task: TaskState, nowMs: number): string | null {
  if (task.status !== "pending" || task.waiting === null) return null;
  const reasons: Record<Waiting, string> = {
    inputs: "waits for its inputs",
    worker: "waits for a free worker",
    retry: task.dueAtMs === null ? "waits for its retry" : `retries in ${formatDuration(task.dueAtMs - nowMs)}`,
  };
  return reasons[task.waiting];
}

/** From its first start to its end, or until now while it has not ended; null before it started. */
export function taskDurationMs(task: TaskState, nowMs: number): number | null {
  return task.startedAtMs === null ? null : (task.finishedAtMs ?? nowMs) - task.startedAtMs;
}
