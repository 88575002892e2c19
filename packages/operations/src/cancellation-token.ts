import { CancellationError } from "./cancellation-error.ts";

export interface CancellationTokenOptions {
  /** The operation that this token can stop; null: none, it stands by itself. */
  readonly operationId?: string | null;
}

/**
 * Says whether work should stop, to everybody it was handed to. Cancelled once and for ever; the first reason stays.
 * Pass it, or its `signal`, to everything that takes long.
 *
 * Source: page 5, seed 4 "Cancellation Handling".
 */
export class CancellationToken {
  readonly operationId: string | null;
  /** Aborted with a CancellationError: what fetch, timers and streams take. */
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();

  constructor(options: CancellationTokenOptions = {}, parent: CancellationToken | null = null) {
    this.operationId = options.operationId ?? parent?.operationId ?? null;
    this.signal = parent ? AbortSignal.any([parent.signal, this.#controller.signal]) : this.#controller.signal;
  }

  isCancelled(): boolean {
    return this.signal.aborted;
  }

  /** Why; null while it is not cancelled. */
  get reason(): string | null {
    return this.isCancelled() ? (this.signal.reason as CancellationError).reason : null;
  }

  /** Tells everybody to stop. Again it does nothing. */
  cancel(reason?: string): void {
    if (!this.isCancelled()) this.#controller.abort(new CancellationError(reason));
  }

  /**
   * @param context where the work was: it goes into the message.
   * @throws CancellationError when it is cancelled.
   */
  throwIfCancelled(context?: string): void {
    const { reason } = this;
    if (reason === null) return;
    throw context === undefined
      ? (this.signal.reason as CancellationError)
      : new CancellationError(`${reason} (${context})`);
  }

  /**
   * The stride check of a loop: looks at every `n`-th `i` only.
   * @throws CancellationError when it is cancelled.
   */
  throwIfCancelledEvery(n: number, i: number, context?: string): void {
    if (i % n === 0) this.throwIfCancelled(context);
  }

  /** Resolves with the reason once it is cancelled. */
  waitForCancellation(): Promise<string> {
    return new Promise((resolve) => {
      const done = (): void => resolve((this.signal.reason as CancellationError).reason);
      if (this.isCancelled()) done();
      else this.signal.addEventListener("abort", done, { once: true });
    });
  }

  /** A token that is cancelled with this one, and that can be cancelled by itself. */
  child(): CancellationToken {
    return new CancellationToken({}, this);
  }
}
