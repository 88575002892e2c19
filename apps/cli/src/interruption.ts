import type { SignalSource } from "./surroundings.ts";

/** What a person who pressed Ctrl-C aborted. */
export class InterruptedError extends Error {}

/**
 * Ctrl-C while something is followed: the first aborts `signal`, so that the command can say what it leaves behind;
 * a second one ends the process where it stands. Listening is given back when it is disposed of.
 */
export class Interruption implements Disposable {
  readonly #signals: SignalSource;
  readonly #controller = new AbortController();
  readonly #onSignal: () => void;

  constructor(signals: SignalSource) {
    this.#signals = signals;
    this.#onSignal = () => {
      if (this.#controller.signal.aborted) process.exit(130);
      this.#controller.abort(new InterruptedError("Interrupted"));
    };
    for (const name of ["SIGINT", "SIGTERM"] as const) signals.on(name, this.#onSignal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    for (const name of ["SIGINT", "SIGTERM"] as const) this.#signals.off(name, this.#onSignal);
  }
}
