import type { JobState } from "@gantry/contracts";
import { activateIncomplete } from "./activate.ts";
import type { CommandOf } from "./command.ts";
import { slotKey, type CompiledFlow } from "./compiled-flow.ts";
import type { Transition } from "./transition.ts";

/** When the messages that wait in a Slot are taken as they are; null when none wait, or they may wait for ever. */
export function endOfWaitMs(flow: CompiledFlow, state: JobState, routine: string, slot: string): number | null {
  const { activation } = flow.slot(routine, slot);
  const waiting = state.slots[slotKey(routine, slot)]?.waiting ?? [];
  const [oldest, newest] = [waiting[0], waiting.at(-1)];
  if (!oldest || !newest || activation.kind === "each") return null;
  const maxWaitMs = activation.maxWaitMs ?? Infinity;
  const quietMs = activation.kind === "batch" ? (activation.quietMs ?? Infinity) : Infinity;
  const dueAtMs = Math.min((oldest.atMs ?? 0) + maxWaitMs, (newest.atMs ?? 0) + quietMs);
  return dueAtMs === Infinity ? null : dueAtMs;
}

/** Whether it is time is for the runtime's timer to say; here only which wait it was set for. */
export function endWait(transition: Transition, { routine, slot, dueAtMs }: CommandOf<"end_wait">): void {
  const { flow, state } = transition;
  if (endOfWaitMs(flow, state, routine, slot) === dueAtMs) activateIncomplete(transition, routine, slot);
}
