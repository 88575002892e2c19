import { AppError, type ErrorCode, type SubmissionFault } from "@gantry/contracts";
import { EXIT, type ExitCode } from "./exit-code.ts";

export interface CliErrorOptions {
  readonly cause?: unknown;
  /** A machine's word for it, in `--json`. */
  readonly code?: string;
  /** What to do about it, on a line of its own. */
  readonly advice?: string;
  readonly faults?: readonly SubmissionFault[];
}

/** Why a command did not do what it was asked, in words for a person, and how the process ends. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly advice: string | null;
  readonly faults: readonly SubmissionFault[];

  constructor(exitCode: ExitCode, message: string, options: CliErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CliError";
    this.exitCode = exitCode;
    this.code = options.code ?? "cli";
    this.advice = options.advice ?? null;
    this.faults = options.faults ?? [];
  }
}

export const usageError = (message: string, options: Omit<CliErrorOptions, "code"> = {}): CliError =>
  new CliError(EXIT.usage, message, { code: "usage", ...options });

const EXIT_OF: Readonly<Record<ErrorCode, ExitCode>> = {
  invalid_input: EXIT.usage,
  unauthorized: EXIT.refused,
  forbidden: EXIT.refused,
  not_found: EXIT.notFound,
  conflict: EXIT.conflict,
  too_large: EXIT.usage,
  rate_limited: EXIT.notFound,
  history_conflict: EXIT.conflict,
  cancelled: EXIT.interrupted,
  timeout: EXIT.notFound,
  unavailable: EXIT.notFound,
  internal: EXIT.internal,
};

export const exitCodeOf = (code: ErrorCode): ExitCode => EXIT_OF[code];

/** The door in for everything that a command may throw. */
export function toCliError(thrown: unknown): CliError {
  if (thrown instanceof CliError) return thrown;
  if (thrown instanceof AppError) {
    return new CliError(exitCodeOf(thrown.code), thrown.message, { cause: thrown, code: thrown.code });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CliError(EXIT.internal, `Something went wrong that should not: ${message}`, {
    cause: thrown,
    code: "internal",
  });
}
