import { AttemptError } from "@gantry/engine";

/** Longest text of a service that is kept in an error, in characters (a body is cut at as many bytes before). */
const MAX_KEPT_CHARS = 64 * 1024;

/** Answers that say that the request itself is wrong: sending it again cannot help. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 413, 422]);

/** The service answered, but not with 2xx. `retryable` holds for `execute`; polls are put up with otherwise. */
export class ServiceHttpError extends AttemptError {
  readonly statusCode: number;

  constructor(statusCode: number, body: string) {
    super("service_http_error", `HTTP ${statusCode}: ${body}`, { retryable: !REFUSALS.has(statusCode) });
    this.statusCode = statusCode;
  }
}

/** The service answered 2xx with something that the control interface does not know. */
export const invalidResponse = (what: string): AttemptError =>
  new AttemptError("service_invalid_response", `Invalid response: ${what}`);

export const connectionFailed = (what: string, cause?: unknown): AttemptError =>
  new AttemptError("service_unreachable", `Connection failed: ${what}`, { cause });

/** The operator's rules stand against the address: no retry and no waiting changes that. */
export const addressRefused = (what: string, cause: unknown): AttemptError =>
  new AttemptError("service_address_refused", `Connection failed: ${what}`, { retryable: false, cause });

export const timedOut = (what: string, cause?: unknown): AttemptError =>
  new AttemptError("service_timeout", `Request timed out: ${what}`, { cause });

/** The service ran the task, or refused to, and says that it failed. `detail` is its own word on why. */
export function serviceFailed(
  prefix: "Service returned failed status" | "Service task failed",
  detail: string | null,
): AttemptError {
  return new AttemptError("service_failed", detail === null ? prefix : `${prefix}: ${detail.slice(0, MAX_KEPT_CHARS)}`);
}
