import { AttemptError, type Attempt } from "../runtime/ports/executor.ts";
import type { Flow } from "./flow.ts";
import type { Routine } from "./routine.ts";

/**
 * Finds the Routine that an attempt is of, among those of `flows`.
 * The function it gives throws AttemptError `flow_unavailable` for a Routine that is not there.
 */
export function routineLookup(flows: readonly Flow[]): (attempt: Attempt) => Routine {
  const byId = new Map(flows.map((flow) => [flow.flowId, flow]));
  return ({ flowId, definition: { name } }) => {
    const routine = byId.get(flowId)?.routines.get(name);
    if (routine) return routine;
    const message = `Routine "${name}" of flow ${flowId} is not registered here: is its module in GANTRY_MODULES?`;
    throw new AttemptError("flow_unavailable", message, { retryable: false });
  };
}
