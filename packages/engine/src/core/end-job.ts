import { isTerminal, type Failure } from "@gantry/contracts";
import type { Transition } from "./transition.ts";

/** Ends every Task that has not started: cancelled in a Job that is being cancelled, else skipped for `reason`. */
export function endPendingTasks(transition: Transition, reason: string): void {
  const cancelling = transition.state.cancelRequest;
  for (const { taskId, status } of transition.state.tasks.slice()) {
    if (status !== "pending") continue;
    if (cancelling) transition.record({ kind: "task_cancelled", taskId, reason: cancelling.reason });
    else transition.record({ kind: "task_skipped", taskId, reason });
  }
}

/**
 * Ends the Job as failed at once: what waits is skipped, what runs is cancelled and may only be late.
 * A Job that is being cancelled ends as cancelled, whatever else befalls it.
 */
export function failJob(transition: Transition, error: Failure): void {
  if (isTerminal(transition.state.status) || transition.state.cancelRequest) return;
  for (const { taskId, status } of transition.state.tasks.slice()) {
    if (status === "running") transition.record({ kind: "task_cancelled", taskId, reason: error.message });
  }
  endPendingTasks(transition, jobFailedReason(error));
  transition.record({ kind: "job_failed", error, taskId: null });
}

export const jobFailedReason = (error: Failure): string => `The job failed: ${error.message}`;
