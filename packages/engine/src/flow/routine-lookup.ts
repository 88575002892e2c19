import { AttemptError, type Executor, type RoutineAddress } from "../runtime/ports/executor.ts";
import type { BuiltRoutines } from "./built-routines.ts";
import type { Flow } from "./flow.ts";
import type { Routine } from "./routine.ts";

/** Finds the Routine that an attempt is of. @throws AttemptError `flow_unavailable` when it is not here. */
export type RoutineLookup = (address: RoutineAddress) => Routine;

/**
 * Looks among `flows`, of which several may be versions of one; for a Flow that came as a document, in `built`.
 */
export function routineLookup(flows: readonly Flow[], built?: BuiltRoutines): RoutineLookup {
  const byVersion = new Map(flows.map((flow) => [keyOf(flow.flowId, flow.version), flow]));
  return ({ flowId, flowVersion, builtFrom, definition }) => {
    if (builtFrom === "document" && built) return built.routineOf(definition);
    const routine = byVersion.get(keyOf(flowId, flowVersion))?.routines.get(definition.name);
    if (routine) return routine;
    const message = `Routine "${definition.name}" of flow ${flowId}, version ${flowVersion}, is not registered here: is its module in GANTRY_MODULES?`;
    throw new AttemptError("flow_unavailable", message, { retryable: false });
  };
}

/** What executors are made of: a lookup, or the Flows to look in. */
export const lookupIn = (routines: RoutineLookup | readonly Flow[]): RoutineLookup =>
  typeof routines === "function" ? routines : routineLookup(routines);

/** The merge functions of these Routines' Slots, inline and on threads: they run in this process either way. */
export const mergeFunctionsOf =
  (routineOf: RoutineLookup): NonNullable<Executor["mergeFunction"]> =>
  (routine, slot) =>
    routineOf(routine).slots[slot]?.merge ?? undefined;

const keyOf = (flowId: string, version: string): string => JSON.stringify([flowId, version]);
