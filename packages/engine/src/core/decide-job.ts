import { isTerminal } from "@gantry/contracts";
import { activateEntries } from "./activate.ts";
import { endPendingTasks } from "./end-job.ts";
import { acceptsWork } from "./job-phase.ts";
import type { Transition } from "./transition.ts";

export function startJob(transition: Transition): void {
  if (transition.state.status !== "pending") return;
  transition.record({ kind: "job_started" });
  activateEntries(transition);
}

/** Takes effect at once: running attempts finish, nothing new starts. */
export function pauseJob(transition: Transition, reason: string | null): void {
  const { state } = transition;
  if (state.status === "running" && acceptsWork(state)) transition.record({ kind: "job_paused", reason });
}

export function resumeJob(transition: Transition): void {
  const { state } = transition;
  if (state.status === "paused" && acceptsWork(state)) transition.record({ kind: "job_resumed" });
}

/** What waits is cancelled now; what runs is told to stop, and the Job ends when it has (see settle). */
export function cancelJob(transition: Transition, reason: string | null): void {
  const { state } = transition;
  if (isTerminal(state.status) || state.cancelRequest) return;
  transition.record({ kind: "job_cancel_requested", reason });
  endPendingTasks(transition, "The job was cancelled");
}
