import { Flow } from "@gantry/engine";

export interface FoundFlow {
  readonly flow: Flow;
  /** "module, export name". */
  readonly origin: string;
}

/**
 * The Flows among a module's exports, by themselves and in lists.
 * @throws Error for one that was made by another copy of @gantry/engine
 */
export function flowsIn(exports: Readonly<Record<string, unknown>>, specifier: string): FoundFlow[] {
  return Object.entries(exports).flatMap(([name, exported]) => {
    const origin = `${specifier}, export "${name}"`;
    const candidates: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
    return candidates.flatMap((candidate) => {
      if (candidate instanceof Flow) return [{ flow: candidate, origin }];
      if (!isForeignFlow(candidate)) return [];
      throw new Error(
        `GANTRY_MODULES: ${origin} is a Flow of another copy of @gantry/engine. Let the module resolve the one that the server uses`,
      );
    });
  });
}

/** Looks like a Flow, and its class is not ours. */
const isForeignFlow = (value: unknown): boolean =>
  typeof value === "object" && value !== null && value.constructor.name === Flow.name && "flowId" in value;
