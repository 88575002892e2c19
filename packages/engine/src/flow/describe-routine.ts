import type { RoutineDefinition } from "@gantry/contracts";
import type { Routine } from "./routine.ts";

/** A Routine as data: what travels with its Flow. */
export const describeRoutine = (name: string, routine: Routine): RoutineDefinition => ({
  name,
  execution: routine.threadTargets.size > 0 ? "thread" : "inline",
  implementation: routine.implementation,
  config: routine.config(),
  slots: Object.values(routine.slots).map((slot) => ({
    name: slot.name,
    mergeStrategy: slot.mergeStrategy,
    activation: slot.activation,
  })),
  events: Object.values(routine.events).map((event) => ({ name: event.name, outputParams: [...event.outputParams] })),
  ...(Object.keys(routine.initialStats).length > 0 ? { initialStats: { ...routine.initialStats } } : {}),
  errorPolicy: routine.errorPolicy,
  attemptTimeoutMs: routine.attemptTimeoutMs,
});
