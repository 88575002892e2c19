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
    if (status === "running") transition.record({ kind: "task_cancelled", taskId, reason: reasonOf(error) });
  }
  endPendingTasks(transition, jobFailedReason(error));
  transition.record({ kind: "job_failed", error, taskId: null });
}

/** Said of every Task that the failure ends, so not at full length: there may be 10,000 of them. */
const MAX_REASON_CHARS = 500;

/** Why the Job ended, as its other Tasks say it. */
export const reasonOf = ({ message }: Failure): string =>
  message.length > MAX_REASON_CHARS ? `${message.slice(0, MAX_REASON_CHARS)}…` : message;

export const jobFailedReason = (error: Failure): string => `The job failed: ${reasonOf(error)}`;
