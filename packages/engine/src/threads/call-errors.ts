import { AttemptDeferred, AttemptError } from "../runtime/ports/executor.ts";
import { fromFailureMessage } from "./failure-message.ts";
import type { FailureMessage } from "./thread-message.ts";

/** What a function threw on its thread: the word to run it later, or an error with the code and retryability it had there. */
export function thrownError(failure: FailureMessage): Error {
  const { code, message, retryable, dueAtMs } = failure;
  if (dueAtMs !== undefined) return new AttemptDeferred(dueAtMs);
  const cause = fromFailureMessage(failure);
  return code === undefined || retryable === undefined ? cause : new AttemptError(code, message, { retryable, cause });
}

/** The thread that a call was waiting for has ended while it started. */
export function startError(error: Error): AttemptError {
  return new AttemptError("thread_crashed", `No thread could be started: ${error.message}`, { cause: error });
}

/** The thread of a call has ended before it: `process.exit`, an error that nobody caught, or no memory left. */
export function crashError(routine: string, error: unknown): AttemptError {
  const why = error instanceof Error ? error.message : String(error);
  return new AttemptError("thread_crashed", `Routine "${routine}": its thread ended under it: ${why}`, {
    cause: error,
  });
}
