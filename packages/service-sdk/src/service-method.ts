import type { ExecuteRequest } from "@gantry/contracts";
import type { DataReferenceInput } from "./data-reference-input.ts";

/**
 * What a method answers: `complete` with its output, `running` when a background worker goes on with it, or `failed`.
 * `task_id` defaults to the request's; a service may choose its own, and that one is polled.
 */
export type MethodAnswer =
  | { readonly status: "complete"; readonly output: DataReferenceInput; readonly task_id?: string | null }
  | { readonly status: "running"; readonly task_id?: string | null }
  | { readonly status: "failed"; readonly error: string; readonly task_id?: string | null };

/** Serves one `operation_name` of a blueprint. An exception is answered as `failed` with its message. */
export type ServiceMethod = (request: ExecuteRequest) => MethodAnswer | Promise<MethodAnswer>;

/** Where methods come from: an object of them by name, a module (or object) with `execute_<Name>` functions, or both. */
export interface MethodSource {
  readonly methods?: Readonly<Record<string, ServiceMethod>>;
  readonly module?: object;
}

const PREFIX = "execute_";

/**
 * Finds the methods by name. A Map, so that no name of Object's own (`constructor`) is taken for a method.
 * @throws TypeError when there is none, or one name has two functions.
 */
export function findMethods({ methods = {}, module = {} }: MethodSource): ReadonlyMap<string, ServiceMethod> {
  const found = new Map<string, ServiceMethod>(Object.entries(methods));
  for (const [name, value] of Object.entries(module)) {
    if (!name.startsWith(PREFIX) || !isFunction(value)) continue;
    const methodName = name.slice(PREFIX.length);
    if (found.has(methodName)) throw new TypeError(`Method ${methodName} is defined twice`);
    found.set(methodName, value);
  }
  if (found.size === 0)
    throw new TypeError("A service needs a method: pass `methods`, or a module with execute_<Name> functions");
  return found;
}

// What a method really returns is checked where it is answered.
const isFunction = (value: unknown): value is ServiceMethod => typeof value === "function";
