import { isDeepStrictEqual } from "node:util";
import { AppError, type RoutineDefinition } from "@gantry/contracts";
import { describeRoutine } from "./describe-routine.ts";
import type { Routine } from "./routine.ts";
import type { RoutineRegistry } from "./routine-registry.ts";

/** What a class decides, and its document must agree with. */
const BUILT_PARTS = ["execution", "slots", "events"] as const;

/** A Routine that has other Slots or Events by now than its document says. */
export class ChangedRoutineError extends AppError {
  readonly part: (typeof BUILT_PARTS)[number];
  constructor(part: (typeof BUILT_PARTS)[number], message: string) {
    super("conflict", message);
    this.part = part;
  }
}

/**
 * The Routine that `definition` describes, built and configured.
 * @throws AppError `not_found` when the registry does not know it; `conflict` (ChangedRoutineError) when what it builds
 * has other Slots or Events than were serialised; `invalid_input` for a configuration that its class refuses.
 */
export function rebuildRoutine(definition: RoutineDefinition, registry: RoutineRegistry): Routine {
  const { name, implementation, config, errorPolicy, attemptTimeoutMs, initialStats = {} } = definition;
  const routine = registry.build(implementation).setConfig(config).setTimeout(attemptTimeoutMs);
  if (errorPolicy) routine.setErrorHandler(errorPolicy);
  for (const [stat, value] of Object.entries(initialStats)) routine.setStat(stat, value);
  const built = describeRoutine(name, routine);
  for (const part of BUILT_PARTS) {
    const [was, is] = [JSON.stringify(definition[part]), JSON.stringify(built[part])];
    // By what they say: in which order the keys of an object come is nobody's decision.
    if (isDeepStrictEqual(JSON.parse(was), JSON.parse(is))) continue;
    throw new ChangedRoutineError(
      part,
      `Routine "${name}" (${implementation}) was serialised with ${part} ${was}, and is built with ${is}`,
    );
  }
  return routine;
}
