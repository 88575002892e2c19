import type { FailureMessage } from "./thread-message.ts";

/** An error as data: cloning alone would lose its code, its class, and whether a retry makes sense. */
export function toFailureMessage(thrown: unknown): FailureMessage {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown) };
  const { name, message, stack } = thrown;
  const { code, retryable } = thrown as { readonly code?: unknown; readonly retryable?: unknown };
  return {
    name,
    message,
    ...(stack !== undefined && { stack }),
    ...(typeof code === "string" && { code }),
    ...(typeof retryable === "boolean" && { retryable }),
  };
}

/** The error again: its name, code and retryability as they were, its class a plain Error's. */
export function fromFailureMessage({ message, ...rest }: FailureMessage): Error {
  return Object.assign(new Error(message), rest);
}
