import { AppError } from "@gantry/contracts";

/** The operation was told to stop. It ends `cancelled`, whoever throws this: let it pass, or throw it again after the clean-up. */
export class CancellationError extends Error {
  /** Why, in a person's words. */
  readonly reason: string;

  constructor(reason = "Operation cancelled", options: { readonly cause?: unknown } = {}) {
    super(reason, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CancellationError";
    this.reason = reason;
  }
}

/**
 * What was thrown as a CancellationError; null when it is no cancellation. `AbortError` is one: so fetch, timers and
 * streams end that were given a cancelled signal.
 */
export function toCancellation(thrown: unknown): CancellationError | null {
  if (thrown instanceof CancellationError) return thrown;
  if (!(thrown instanceof Error)) return null;
  const isOne = thrown.name === "AbortError" || (thrown instanceof AppError && thrown.code === "cancelled");
  return isOne ? new CancellationError(thrown.message || undefined, { cause: thrown }) : null;
}
