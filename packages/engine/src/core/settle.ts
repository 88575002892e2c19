import { isTerminal, type ActivationPolicy } from "@gantry/contracts";
import { activateIncomplete, waitingIn } from "./activate.ts";
import { endPendingTasks, jobFailedReason } from "./end-job.ts";
import { taskIdOf } from "./task-id.ts";
import type { Transition } from "./transition.ts";

/**
 * Ends the Job if this command left it with nothing to do (keeps D2): cancelled or failed once its running attempts
 * have stopped, completed when no Task is queued, running or waiting for a retry.
 */
export function settle(transition: Transition): void {
  const { state } = transition;
  if (state.status === "pending" && !state.cancelRequest) return; // it has not begun
  if (state.counts.running > 0) return;
  if (state.cancelRequest) {
    endPendingTasks(transition, "The job was cancelled");
    transition.record({ kind: "job_cancelled", reason: state.cancelRequest.reason });
    return;
  }
  if (state.failing) {
    endPendingTasks(transition, jobFailedReason(state.failing.error));
    transition.record({ kind: "job_failed", error: state.failing.error, taskId: state.failing.taskId });
    return;
  }
  if (hasWork(transition)) return;
  activateWhatWaits(transition);
  if (hasWork(transition) || isTerminal(state.status)) return; // a flush over the task limit has failed the Job
  skipIncomplete(transition);
  transition.record({ kind: "job_completed" });
}

const hasWork = ({ state: { counts } }: Transition): boolean => counts.queued + counts.retrying + counts.running > 0;

/** Nothing more can come: batches, and sets with a limit to their waiting, are taken as they are. */
function activateWhatWaits(transition: Transition): void {
  forEachSlot(transition, takesIncomplete, (routine, slot) => {
    activateIncomplete(transition, routine, slot);
  });
}

const takesIncomplete = (activation: ActivationPolicy): boolean =>
  activation.kind === "batch" || (activation.kind === "all" && activation.maxWaitMs !== undefined);

/** A set that can no longer be completed becomes a skipped Task that names what is missing. */
function skipIncomplete(transition: Transition): void {
  const { state } = transition;
  for (const task of state.planned ? state.tasks.slice() : []) {
    if (task.status !== "pending") continue;
    const slots = transition.flow.routine(task.routine).slots.map((slot) => slot.name);
    transition.record({
      kind: "task_skipped",
      taskId: task.taskId,
      reason: missingReason(transition, task.routine, slots),
    });
  }
  if (state.planned) return;
  const isSet = ({ kind }: ActivationPolicy): boolean => kind === "all";
  forEachSlot(transition, isSet, (routine, slot) => {
    const waiting = waitingIn(transition, routine, slot);
    if (waiting.length === 0) return;
    const ordinal = state.tasks.length + 1;
    const taskId = taskIdOf(state.jobId, ordinal);
    const consumes = waiting.map((part) => part.connection);
    const reason = missingReason(transition, routine, [slot]);
    transition.record({
      kind: "task_queued",
      taskId,
      ordinal,
      routine,
      slot,
      input: { kind: "override", parts: waiting.map(({ connection, value }) => ({ connection, value })) },
      consumes,
    });
    transition.record({ kind: "task_skipped", taskId, reason });
  });
}

function missingReason(transition: Transition, routine: string, slots: readonly string[]): string {
  const missing = slots.flatMap((slot) => {
    const waiting = new Set(waitingIn(transition, routine, slot).map((part) => part.connection));
    return transition.flow.sources(routine, slot).filter((source) => !waiting.has(source.index));
  });
  const names = new Set(missing.map(({ source, event }) => `"${source}.${event}"`));
  return names.size === 0 ? "Nothing was delivered to it" : `Nothing came from ${[...names].join(", ")}`;
}

function forEachSlot(
  transition: Transition,
  isMeant: (activation: ActivationPolicy) => boolean,
  visit: (routine: string, slot: string) => void,
): void {
  for (const routine of transition.flow.definition.routines) {
    for (const slot of routine.slots) if (isMeant(slot.activation)) visit(routine.name, slot.name);
  }
}
