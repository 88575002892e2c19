import { AttemptError, type RoutineAddress } from "../runtime/ports/executor.ts";
import type { Flow } from "./flow.ts";
import type { Routine } from "./routine.ts";

/**
 * Finds the Routine that an attempt is of, among those of `flows`: several versions of one may be there.
 * The function it gives throws AttemptError `flow_unavailable` for a Routine that is not there.
 */
export function routineLookup(flows: readonly Flow[]): (address: RoutineAddress) => Routine {
  const byVersion = new Map(flows.map((flow) => [keyOf(flow.flowId, flow.version), flow]));
  return ({ flowId, flowVersion, definition: { name } }) => {
    const routine = byVersion.get(keyOf(flowId, flowVersion))?.routines.get(name);
    if (routine) return routine;
    const message = `Routine "${name}" of flow ${flowId}, version ${flowVersion}, is not registered here: is its module in GANTRY_MODULES?`;
    throw new AttemptError("flow_unavailable", message, { retryable: false });
  };
}

const keyOf = (flowId: string, version: string): string => JSON.stringify([flowId, version]);
