import type { Flow } from "../flow/flow.ts";
import { routineLookup } from "../flow/routine-lookup.ts";
import { AttemptError, type Executor } from "../runtime/ports/executor.ts";
import type { ThreadPool } from "./thread-pool.ts";

/**
 * Runs the thread slots of these Flows' Routines on the threads of `pool`. Where the code of a slot is, is asked of
 * the registered Flow whenever it runs, and never stored: the same Job may go on on another machine.
 */
export function createThreadExecutor(flows: readonly Flow[], pool: ThreadPool): Executor {
  const routineOf = routineLookup(flows);
  return {
    resumable: false,
    async run(attempt) {
      const { context, definition, slot, input } = attempt;
      const target = routineOf(attempt).threadTargets.get(slot);
      if (!target) {
        const message = `Routine "${definition.name}", slot "${slot}": its registered class has no such thread slot`;
        throw new AttemptError("invalid_target", message, { retryable: false });
      }
      const events = definition.events.map(({ name }) => name);
      return { output: await pool.run({ target, input, context, events }) };
    },
  };
}
