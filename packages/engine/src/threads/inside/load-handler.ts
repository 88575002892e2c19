import type { CallMessage } from "../thread-message.ts";
import type { ThreadHandler } from "../thread-context.ts";

/**
 * The function that a call names.
 * @throws Error `invalid_target`, not retryable, when its module cannot be loaded or has no such function.
 */
export async function loadHandler({ module, exportName, routine }: CallMessage): Promise<ThreadHandler> {
  const exported = await loadModule(module, routine);
  const handler = exported[exportName];
  if (typeof handler === "function") return handler as ThreadHandler;
  const found = handler === undefined ? "has no such export" : `exports ${typeof handler} under that name`;
  throw invalidTarget(`Routine "${routine}": "${exportName}" must be a function, but ${module} ${found}`);
}

async function loadModule(module: string, routine: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(module)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalidTarget(`Routine "${routine}": its thread cannot load ${module}: ${why}`, error);
  }
}

const invalidTarget = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name: "AttemptError", code: "invalid_target", retryable: false });
