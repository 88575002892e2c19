import type { Flow } from "../flow/flow.ts";
import { lookupIn, mergeFunctionsOf, type RoutineLookup } from "../flow/routine-lookup.ts";
import { AttemptError, type Executor } from "../runtime/ports/executor.ts";
import type { ThreadPool } from "./thread-pool.ts";

/**
 * Runs the thread slots of these Routines on the threads of `pool`. Where the code of a slot is, is asked of
 * the registered code whenever it runs, and never stored: the same Job may go on on another machine.
 */
export function createThreadExecutor(routines: readonly Flow[] | RoutineLookup, pool: ThreadPool): Executor {
  const routineOf = lookupIn(routines);
  return {
    resumable: false,
    mergeFunction: mergeFunctionsOf(routineOf),
    async run(attempt) {
      const { context, definition } = attempt;
      const routine = routineOf(attempt);
      const slot = routine.slots[attempt.slot];
      const target = routine.threadTargets.get(attempt.slot);
      if (!slot || !target) {
        const message = `Routine "${definition.name}", slot "${attempt.slot}": its registered class has no such thread slot`;
        throw new AttemptError("invalid_target", message, { retryable: false });
      }
      const output = await pool.run({
        target,
        input: await slot.check(attempt.input),
        context,
        events: definition.events.map(({ name }) => name),
        assertEmission: (event, data) => routine.events[event]?.assertCarries(data),
      });
      return { output };
    },
  };
}
