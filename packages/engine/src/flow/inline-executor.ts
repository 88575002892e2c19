import type { Executor } from "../runtime/ports/executor.ts";
import type { Flow } from "./flow.ts";
import { routineLookup } from "./routine-lookup.ts";

/** Runs the handlers of these Flows' Routines in this process. */
export function createInlineExecutor(flows: readonly Flow[]): Executor {
  const routineOf = routineLookup(flows);
  return {
    resumable: false,
    run: async (attempt) => await routineOf(attempt).runAttempt(attempt),
  };
}
