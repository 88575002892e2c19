import { AppError } from "@gantry/contracts";
import { Routine } from "./routine.ts";

/** A Routine class that is built without arguments, or a function that makes one (`() => defineRoutine({ … })`). */
export type RoutineSource = (new () => Routine) | (() => Routine);

/**
 * From what a serialised Flow's Routines are built again: its document carries names and configuration, the code comes
 * from here. Each Routine is built without arguments, then configured.
 *
 * Source: page 3, decision 13.
 */
export class RoutineRegistry {
  readonly #sources = new Map<string, RoutineSource>();

  /**
   * Builds one of each at once, so that what cannot be built shows here.
   * @throws AppError `invalid_input` for what is no Routine, or has no name; `conflict` for a name that is taken.
   */
  register(...sources: readonly RoutineSource[]): this {
    for (const source of sources) {
      const name = buildRoutine(source).implementation;
      if (name === "") throw new AppError("invalid_input", "A Routine needs a name to be registered: name its class");
      if (this.#sources.has(name))
        throw new AppError("conflict", `There is a Routine "${name}" in the registry already: rename one of the two`);
      this.#sources.set(name, source);
    }
    return this;
  }

  /** What is registered, by name. */
  get sources(): ReadonlyMap<string, RoutineSource> {
    return this.#sources;
  }

  has(name: string): boolean {
    return this.#sources.has(name);
  }

  /** A new instance. @throws AppError `not_found` naming what there is. */
  build(name: string): Routine {
    const source = this.#sources.get(name);
    if (source) return buildRoutine(source);
    const names = [...this.#sources.keys()];
    if (names.length > MAX_TOLD) names.splice(MAX_TOLD, Infinity, "…");
    const known = names.length === 0 ? "it is empty" : `it has ${names.join(", ")}`;
    throw new AppError(
      "not_found",
      `There is no Routine "${name}" in the registry; ${known}. Register its class first`,
    );
  }
}

/** Names in a message. */
const MAX_TOLD = 20;

const isClass = (source: RoutineSource): source is new () => Routine => source.prototype instanceof Routine;

function buildRoutine(source: RoutineSource): Routine {
  try {
    const routine: unknown = isClass(source) ? new source() : source();
    if (routine instanceof Routine) return routine;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError("invalid_input", `Routine ${source.name} cannot be built without arguments: ${why}`, {
      cause: error,
    });
  }
  throw new AppError("invalid_input", `${source.name || "What was registered"} is not a Routine, and makes none`);
}
