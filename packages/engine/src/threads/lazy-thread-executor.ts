import type { Flow } from "../flow/flow.ts";
import type { Clock } from "../runtime/ports/clock.ts";
import type { Attempt, AttemptResult, Executor } from "../runtime/ports/executor.ts";
import type { ThreadPool } from "./thread-pool.ts";

/** Runs a Flow's thread slots without a server: its pool, and Piscina with it, is there when the first of them runs. */
export class LazyThreadExecutor implements Executor {
  readonly resumable = false;
  readonly #flow: Flow;
  readonly #clock: Clock;
  #threads: Promise<{ readonly executor: Executor; readonly pool: ThreadPool }> | null = null;

  constructor(flow: Flow, clock: Clock) {
    this.#flow = flow;
    this.#clock = clock;
  }

  async run(attempt: Attempt): Promise<AttemptResult> {
    this.#threads ??= this.#open();
    const { executor } = await this.#threads;
    return await executor.run(attempt);
  }

  async close(): Promise<void> {
    await (await this.#threads)?.pool.close();
  }

  async #open() {
    const { createThreadExecutor, createThreadPool } = await import("./index.ts");
    const pool = createThreadPool({ clock: this.#clock });
    return { executor: createThreadExecutor([this.#flow], pool), pool };
  }
}
