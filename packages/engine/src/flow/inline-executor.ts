import { AttemptError, type Executor } from "../runtime/ports/executor.ts";
import type { Flow } from "./flow.ts";

/** Runs the handlers of these Flows' Routines in this process. */
export function createInlineExecutor(flows: readonly Flow[]): Executor {
  const byId = new Map(flows.map((flow) => [flow.flowId, flow]));
  return {
    resumable: false,
    async run(attempt) {
      const routine = byId.get(attempt.flowId)?.routines.get(attempt.definition.name);
      if (!routine) {
        const message = `Routine "${attempt.definition.name}" of flow ${attempt.flowId} is not registered here: is its module in GANTRY_MODULES?`;
        throw new AttemptError("flow_unavailable", message, { retryable: false });
      }
      return await routine.runAttempt(attempt);
    },
  };
}
