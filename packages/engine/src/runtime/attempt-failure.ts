import { toAppError, type ErrorPolicy, type Failure } from "@gantry/contracts";
import { AttemptError } from "./ports/executor.ts";

/** How an attempt failed. */
export interface AttemptFailure {
  readonly kind: "failed";
  readonly error: Failure;
  /** Whether trying again may help, as far as the one who threw it knows. */
  readonly retryable: boolean;
  /** What a policy's `retryable` may call it: its code, and the name and code of what was thrown. */
  readonly names: readonly string[];
}

const UNREADABLE = { code: "handler_error", message: "What the handler threw cannot be read: its properties throw" };

/** What a handler threw, as a failure. An error may say itself that trying again is of no use: `retryable: false`. */
export function failureOf(thrown: unknown): AttemptFailure {
  try {
    return describe(thrown);
  } catch {
    return { kind: "failed", error: UNREADABLE, retryable: true, names: [UNREADABLE.code] };
  }
}

function describe(thrown: unknown): AttemptFailure {
  const { name, code, retryable } = propertiesOf(thrown);
  const error = {
    code: thrown instanceof AttemptError ? thrown.code : "handler_error",
    message: thrown instanceof AttemptError ? thrown.message : toAppError(thrown).message,
  };
  const names = [error.code, name, code].filter((each) => typeof each === "string");
  return { kind: "failed", error, retryable: retryable !== false, names: [...new Set(names)] };
}

/** Whether the policy lets this failure be tried again: nothing speaks against it, and it is on the policy's list if there is one. */
export const mayRetry = ({ retryable: listed }: ErrorPolicy, { retryable, names }: AttemptFailure): boolean =>
  retryable && (listed === undefined || names.some((name) => listed.includes(name)));

const propertiesOf = (thrown: unknown): Partial<Record<"name" | "code" | "retryable", unknown>> =>
  typeof thrown === "object" && thrown !== null ? thrown : {};
