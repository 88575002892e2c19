import { toAppError, type RoutineDefinition } from "@gantry/contracts";
import { FlowUnavailableError, type Executor, type RoutineAddress } from "../runtime/ports/executor.ts";
import type { BuiltRoutines } from "./built-routines.ts";
import type { Flow } from "./flow.ts";
import type { Routine } from "./routine.ts";

/** Finds the Routine that an attempt is of. @throws FlowUnavailableError when it is not here. */
export type RoutineLookup = (address: RoutineAddress) => Routine;

/**
 * Looks among `flows`, of which several may be versions of one; for a Flow that came as a document, in `built`.
 */
export function routineLookup(flows: readonly Flow[], built?: BuiltRoutines): RoutineLookup {
  const byVersion = new Map(flows.map((flow) => [keyOf(flow.flowId, flow.version), flow]));
  return ({ flowId, flowVersion, builtFrom, definition }) => {
    if (builtFrom === "document" && built) return rebuilt(built, definition);
    const routine = byVersion.get(keyOf(flowId, flowVersion))?.routines.get(definition.name);
    if (routine) return routine;
    const message = `Routine "${definition.name}" of flow ${flowId}, version ${flowVersion}, is not registered here: is its module in GANTRY_MODULES?`;
    throw new FlowUnavailableError(message);
  };
}

function rebuilt(built: BuiltRoutines, definition: RoutineDefinition): Routine {
  try {
    return built.routineOf(definition);
  } catch (error) {
    throw new FlowUnavailableError(toAppError(error).message, { cause: error });
  }
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
