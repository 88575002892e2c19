import type { ErrorCode } from "@gantry/contracts";
import type { AppRouter } from "@gantry/server/router";
import { TRPCClientError } from "@trpc/client";
import { CliError, exitCodeOf, type CliErrorOptions } from "../cli-error.ts";
import { EXIT } from "../exit-code.ts";

const TOKEN_ADVICE =
  "Give one with --token or GANTRY_TOKEN. `gantry token --name me --scope run` makes one, on the server's machine.";

const ADVICE: Partial<Record<ErrorCode, string>> = {
  unauthorized: TOKEN_ADVICE,
  forbidden: "Ask for a token of a wider scope (read, run, admin).",
  rate_limited: "Wait a little, then try again.",
};

/** The door in for what a call to the server at `url` throws. */
export function toApiError(thrown: unknown, url: string): unknown {
  if (!(thrown instanceof TRPCClientError)) return thrown;
  const { data, message } = thrown as TRPCClientError<AppRouter>;
  const answered = data ?? null;
  if (answered === null) return unreachable(url, thrown);
  const code = answered.appCode;
  if (code !== null) return refusal(code, message, { cause: thrown, faults: answered.faults });
  // Refused before the call reached its procedure: by the guard, or as malformed or too large.
  const { httpStatus: status } = answered;
  if (status === 401 || status === 403)
    return refusal(status === 401 ? "unauthorized" : "forbidden", message, { cause: thrown });
  const exitCode = status < 500 ? EXIT.usage : EXIT.internal;
  return new CliError(exitCode, message, { cause: thrown, code: answered.code.toLowerCase() });
}

function refusal(code: ErrorCode, message: string, options: CliErrorOptions): CliError {
  const advice = ADVICE[code];
  const text =
    code === "unauthorized" ? "The server asks for a token, and this one is none or no longer valid." : message;
  return new CliError(exitCodeOf(code), text, { ...options, code, ...(advice === undefined ? {} : { advice }) });
}

/** Nobody answers there, or somebody who is not Gantry. */
export function unreachable(url: string, cause: unknown): CliError {
  const reason = reasonOf(cause);
  return new CliError(EXIT.notFound, `No Gantry server answers at ${url}${reason === "" ? "" : ` (${reason})`}.`, {
    cause,
    code: "unreachable",
    advice: "Start one with `gantry start`, or name another with --url or GANTRY_URL.",
  });
}

/** The innermost reason: fetch itself only says that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const inner = reasonOf(error.cause);
  if (inner !== "") return inner;
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
