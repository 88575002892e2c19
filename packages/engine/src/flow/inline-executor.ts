import type { Executor } from "../runtime/ports/executor.ts";
import type { HandlerWatch } from "../runtime/ports/handler-watch.ts";
import type { Flow } from "./flow.ts";
import { lookupIn, mergeFunctionsOf, type RoutineLookup } from "./routine-lookup.ts";

/** Runs the handlers of these Routines in this process. `watch` sees each of them run. */
export function createInlineExecutor(routines: readonly Flow[] | RoutineLookup, watch?: HandlerWatch): Executor {
  const routineOf = lookupIn(routines);
  return {
    resumable: false,
    mergeFunction: mergeFunctionsOf(routineOf),
    async run(attempt) {
      const routine = routineOf(attempt);
      if (!watch) return await routine.runAttempt(attempt);
      return await watch.run(attempt, () => routine.runAttempt(attempt));
    },
  };
}
