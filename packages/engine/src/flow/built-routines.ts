import { toAppError, type FlowDefinition, type RoutineDefinition } from "@gantry/contracts";
import { rebuildRoutine } from "./rebuild-routine.ts";
import type { RoutineRegistry } from "./routine-registry.ts";
import type { Routine } from "./routine.ts";

/**
 * The Routines of Flows that came as documents, built from registered classes: one instance for each Routine of a Flow,
 * made when it is first needed and gone with the Flow. They keep nothing that must last, so that any process with the
 * classes builds them again.
 */
export class BuiltRoutines {
  readonly #registry: RoutineRegistry;
  /** By the definition's identity: it lives as long as a Workflow that uses it is in memory. */
  readonly #routines = new WeakMap<RoutineDefinition, Routine>();
  readonly #faults = new WeakMap<FlowDefinition, string | null>();

  constructor(registry: RoutineRegistry) {
    this.#registry = registry;
  }

  /** @throws AppError `not_found`, `conflict` or `invalid_input` for one that cannot be built here. */
  routineOf(definition: RoutineDefinition): Routine {
    const known = this.#routines.get(definition);
    if (known) return known;
    const routine = rebuildRoutine(definition, this.#registry);
    routine.freeze();
    this.#routines.set(definition, routine);
    return routine;
  }

  /** Why the Flow cannot run here: the first of its Routines that cannot be built; null when all can. */
  faultOf(flow: FlowDefinition): string | null {
    const known = this.#faults.get(flow);
    if (known !== undefined) return known;
    const fault = this.#firstFault(flow);
    this.#faults.set(flow, fault);
    return fault;
  }

  #firstFault({ routines }: FlowDefinition): string | null {
    try {
      for (const definition of routines) this.routineOf(definition);
      return null;
    } catch (error) {
      return toAppError(error).message;
    }
  }
}
