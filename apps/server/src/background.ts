import type { Logger } from "@gantry/engine";

/**
 * The one door for work nobody awaits: it is counted, its failure is logged, and shutdown waits for it.
 */
export class BackgroundWork {
  readonly #logger: Logger;
  readonly #running = new Set<Promise<void>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Starts `work` and returns at once; `what` names it in the log if it fails. */
  run(what: string, work: () => Promise<void>): void {
    const running: Promise<void> = work()
      .catch((error: unknown) => this.#logger.error({ err: error, what }, "Background work failed"))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  get pending(): number {
    return this.#running.size;
  }

  /** Resolves once nothing runs any more, work that was started meanwhile included. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}
