import { ServiceOrchestrator } from "@gantry/operations";

export interface FoundOrchestrator {
  readonly orchestrator: ServiceOrchestrator<object>;
  /** "module, export name". */
  readonly origin: string;
}

/**
 * The services of managed operations among a module's exports: objects, since only the module knows how to make one.
 * @throws Error for one that was made by another copy of @gantry/operations
 */
export function orchestratorsIn(exports: Readonly<Record<string, unknown>>, specifier: string): FoundOrchestrator[] {
  return Object.entries(exports).flatMap(([name, exported]) => {
    const origin = `${specifier}, export "${name}"`;
    if (exported instanceof ServiceOrchestrator)
      return [{ orchestrator: exported as ServiceOrchestrator<object>, origin }];
    if (!isForeignOrchestrator(exported)) return [];
    throw new Error(
      `GANTRY_MODULES: ${origin} is a ServiceOrchestrator of another copy of @gantry/operations. Let the module resolve the one that the server uses`,
    );
  });
}

/** Descends from a class that is called so, and is not ours. */
function isForeignOrchestrator(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  for (let proto: unknown = Object.getPrototypeOf(value); isObject(proto); proto = Object.getPrototypeOf(proto)) {
    if (typeof proto.constructor === "function" && proto.constructor.name === ServiceOrchestrator.name) return true;
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
