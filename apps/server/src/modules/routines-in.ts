import { Routine, RoutineRegistry, type RoutineSource } from "@gantry/engine";

export interface FoundRoutine {
  /** By which a serialised Flow names it. */
  readonly name: string;
  readonly source: RoutineSource;
  /** "module, export name". */
  readonly origin: string;
}

type RoutineClass = new () => Routine;

/**
 * The code of serialised Flows among a module's exports: Routine classes, and whatever an exported RoutineRegistry holds.
 * A class that cannot be built without arguments serves the module's own Flows, and is left out.
 * @throws Error for a class that derives from another copy of @gantry/engine
 */
export function routinesIn(exports: Readonly<Record<string, unknown>>, specifier: string): FoundRoutine[] {
  return Object.entries(exports).flatMap(([exportName, exported]): FoundRoutine[] => {
    const origin = `${specifier}, export "${exportName}"`;
    if (exported instanceof RoutineRegistry)
      return [...exported.sources].map(([name, source]) => ({ name, source, origin }));
    if (typeof exported !== "function") return [];
    if (isForeignRoutine(exported)) {
      throw new Error(
        `GANTRY_MODULES: ${origin} is a Routine of another copy of @gantry/engine. Let the module resolve the one that the server uses`,
      );
    }
    const name = exported.prototype instanceof Routine ? nameOf(exported as RoutineClass) : null;
    return name === null ? [] : [{ name, source: exported as RoutineClass, origin }];
  });
}

/** null: it cannot be built without arguments. */
function nameOf(source: RoutineClass): string | null {
  try {
    const [name] = new RoutineRegistry().register(source).sources.keys();
    return name ?? null;
  } catch {
    return null;
  }
}

/** Derives from a class that is called so and works so, and is not ours. */
function isForeignRoutine(exported: object): boolean {
  for (let base: unknown = exported; typeof base === "function"; base = Object.getPrototypeOf(base)) {
    const proto: unknown = base.prototype;
    if (base.name === Routine.name && base !== Routine && isObject(proto) && "defineSlot" in proto) return true;
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
