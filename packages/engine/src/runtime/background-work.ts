import type { Logger } from "./ports/logger.ts";

/** The one door for promises that nobody awaits: counted, their failures logged, awaited at the end. */
export class BackgroundWork {
  readonly #logger: Logger;
  readonly #running = new Set<Promise<void>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(work: Promise<void>): void {
    const guarded = work
      .catch((error: unknown) => {
        this.#logger.error({ err: error }, "Background work failed");
      })
      .finally(() => {
        this.#running.delete(guarded);
      });
    this.#running.add(guarded);
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
