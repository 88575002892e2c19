import type { ThreadHandler } from "../thread-context.ts";
import type { CallMessage } from "../thread-message.ts";

type Module = Readonly<Record<string, unknown>>;

const TYPESCRIPT = /\.[cm]?ts$/;

/** The functions that a thread has been asked for, loaded once. */
export class Handlers {
  readonly #loaded = new Map<string, ThreadHandler>();
  #typescript: Promise<void> | null = null;

  /**
   * The function that a call names.
   * @throws Error `invalid_target`, not retryable, when its module cannot be loaded or has no such function.
   */
  async of(call: CallMessage): Promise<ThreadHandler> {
    const key = `${call.module} ${call.exportName}`;
    const known = this.#loaded.get(key);
    if (known) return known;
    const handler = await this.#load(call);
    this.#loaded.set(key, handler);
    return handler;
  }

  async #load({ module, exportName, routine }: CallMessage): Promise<ThreadHandler> {
    const exported = await this.#import(module).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw invalidTarget(`Routine "${routine}": its thread cannot load ${module}: ${why}`, error);
    });
    const handler = exported[exportName];
    if (typeof handler === "function") return handler as ThreadHandler;
    const found = handler === undefined ? "has no such export" : `exports ${typeof handler} under that name`;
    throw invalidTarget(`Routine "${routine}": "${exportName}" must be a function, but ${module} ${found}`);
  }

  async #import(module: string): Promise<Module> {
    // A module of GANTRY_MODULES, beside built JavaScript. Running from source, the thread has a loader already.
    if (TYPESCRIPT.test(module) && !TYPESCRIPT.test(import.meta.url)) await (this.#typescript ??= loadTypeScript());
    return (await import(module)) as Module;
  }
}

async function loadTypeScript(): Promise<void> {
  const { register } = await import("tsx/esm/api");
  register();
}

const invalidTarget = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name: "AttemptError", code: "invalid_target", retryable: false });
