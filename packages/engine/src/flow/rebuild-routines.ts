import { toAppError, type ErrorCode, type FlowDefinition } from "@gantry/contracts";
import { validateConnection } from "../core/index.ts";
import { flowDocumentError, type FlowDocumentFault } from "./flow-document-error.ts";
import { ChangedRoutineError, rebuildRoutine } from "./rebuild-routine.ts";
import type { Routine } from "./routine.ts";
import type { RoutineRegistry } from "./routine-registry.ts";

interface CodedFault extends FlowDocumentFault {
  readonly code: ErrorCode;
}

/**
 * The Routines of a serialised Flow by id, built from the classes that they name; its Connections fit them.
 * @throws AppError with all `details.faults`; its code is the first one's: `not_found` for a class that the registry does
 * not have, `conflict` for one that has other Slots or Events by now, `invalid_input` for everything else.
 */
export function rebuildRoutines(definition: FlowDefinition, registry: RoutineRegistry): ReadonlyMap<string, Routine> {
  const routines = new Map<string, Routine>();
  const faults: CodedFault[] = [];
  for (const [index, each] of definition.routines.entries()) {
    const at = ["definition", "routines", index] as const;
    if (routines.has(each.name)) {
      const message = `There are two routines "${each.name}"`;
      faults.push({ code: "invalid_input", path: [...at, "name"], message, routine: each.name });
      continue;
    }
    try {
      routines.set(each.name, rebuildRoutine(each, registry));
    } catch (error) {
      const { code, message } = toAppError(error);
      const told = code === "internal" ? "invalid_input" : code;
      faults.push({ code: told, path: [...at, partOf(error, code)], message, routine: each.name });
    }
  }
  if (faults.length === 0) faults.push(...connectionFaults(definition, routines)); // else they would only say it again
  const [first] = faults;
  if (first) throw flowDocumentError(first.code, "", faults);
  return routines;
}

/** What of a Routine's definition it is about. */
function partOf(thrown: unknown, code: ErrorCode): string {
  if (thrown instanceof ChangedRoutineError) return thrown.part;
  return code === "not_found" ? "implementation" : "config";
}

const connectionFaults = (
  { connections }: FlowDefinition,
  routines: ReadonlyMap<string, Routine>,
): readonly CodedFault[] =>
  connections.flatMap((connection, index) =>
    validateConnection(routines, connection).map((message) => ({
      code: "invalid_input",
      path: ["definition", "connections", index],
      message,
    })),
  );
