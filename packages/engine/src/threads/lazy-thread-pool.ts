import type { JsonValue } from "@gantry/contracts";
import type { ThreadCall, ThreadPool } from "./thread-pool.ts";
import type { ThreadPoolOptions } from "./thread-pool-piscina.ts";

/** A pool that is there, and Piscina with it, when the first call comes: most Flows compute nothing. */
export class LazyThreadPool implements ThreadPool {
  readonly #options: ThreadPoolOptions;
  #opening: Promise<ThreadPool> | null = null;
  #pool: ThreadPool | null = null;

  constructor(options: ThreadPoolOptions = {}) {
    this.#options = options;
  }

  get threads(): number {
    return this.#pool?.threads ?? 0;
  }

  async run(call: ThreadCall): Promise<JsonValue | null> {
    this.#opening ??= this.#open();
    return await (await this.#opening).run(call);
  }

  async close(): Promise<void> {
    await (await this.#opening)?.close();
  }

  async #open(): Promise<ThreadPool> {
    const { createThreadPool } = await import("./thread-pool-piscina.ts");
    this.#pool = createThreadPool(this.#options);
    return this.#pool;
  }
}
