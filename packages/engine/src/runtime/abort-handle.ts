import type { AppError } from "@gantry/contracts";

/** An abort signal that costs nothing until somebody looks at it: most handlers never do. */
export class AbortHandle {
  #controller: AbortController | null = null;
  #reason: AppError | null = null;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  throwIfAborted(): void {
    if (this.#reason) throw this.#reason;
  }

  abort(reason: AppError): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }
}
