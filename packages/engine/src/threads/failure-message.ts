import { toAppError } from "@gantry/contracts";
import type { FailureMessage } from "./thread-message.ts";

/** An error as data: cloning alone would lose its code, its class, and whether a retry makes sense. */
export function toFailureMessage(thrown: unknown): FailureMessage {
  if (!(thrown instanceof Error)) return { name: "Error", message: toAppError(thrown).message };
  const { name, message, stack } = thrown;
  const { code, retryable, dueAtMs } = thrown as Partial<Record<"code" | "retryable" | "dueAtMs", unknown>>;
  return {
    name,
    message,
    ...(stack !== undefined && { stack }),
    ...(typeof code === "string" && { code }),
    ...(typeof retryable === "boolean" && { retryable }),
    ...(name === "AttemptDeferred" && typeof dueAtMs === "number" && { dueAtMs }),
  };
}

/** The error again: its name, code and retryability as they were, its class a plain Error's. */
export function fromFailureMessage({ message, ...rest }: FailureMessage): Error {
  return Object.assign(new Error(message), rest);
}
