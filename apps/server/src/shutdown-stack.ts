import type { Logger } from "@gantry/engine";

/** What has been opened, closed in reverse: each part is closed before what it stands on. */
export class ShutdownStack {
  readonly #logger: Logger;
  readonly #closers: { readonly what: string; readonly close: () => Promise<void> | void }[] = [];
  #closing: Promise<void> | null = null;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Remembers how to close what was just opened. */
  defer(what: string, close: () => Promise<void> | void): void {
    this.#closers.push({ what, close });
  }

  /** Closes everything once, however often it is called; a part that fails is logged, and the rest still closed. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    for (const { what, close } of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        this.#logger.error({ err: error, what }, "A part could not be closed");
      }
    }
  }
}
