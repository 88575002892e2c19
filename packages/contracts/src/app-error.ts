/**
 * The one error type that crosses our borders, and the closed table every transport derives from.
 * A missing row does not compile; a message says what happened, to what, and what to do.
 */
interface ErrorMapping {
  readonly http: number;
  readonly trpc:
    | "BAD_REQUEST"
    | "UNAUTHORIZED"
    | "FORBIDDEN"
    | "NOT_FOUND"
    | "CONFLICT"
    | "PAYLOAD_TOO_LARGE"
    | "TOO_MANY_REQUESTS"
    | "INTERNAL_SERVER_ERROR"
    | "SERVICE_UNAVAILABLE"
    | "TIMEOUT"
    | "CLIENT_CLOSED_REQUEST";
  /** gRPC status code number. */
  readonly grpc: number;
  readonly retryable: boolean;
}

const ERROR_TABLE = {
  invalid_input: { http: 400, trpc: "BAD_REQUEST", grpc: 3, retryable: false },
  unauthorized: { http: 401, trpc: "UNAUTHORIZED", grpc: 16, retryable: false },
  forbidden: { http: 403, trpc: "FORBIDDEN", grpc: 7, retryable: false },
  not_found: { http: 404, trpc: "NOT_FOUND", grpc: 5, retryable: false },
  /** The state does not allow it (already finished, name taken). */
  conflict: { http: 409, trpc: "CONFLICT", grpc: 9, retryable: false },
  too_large: { http: 413, trpc: "PAYLOAD_TOO_LARGE", grpc: 8, retryable: false },
  rate_limited: { http: 429, trpc: "TOO_MANY_REQUESTS", grpc: 8, retryable: true },
  /** Another process moved this Job first, or holds its lease: reload and look again. */
  history_conflict: { http: 409, trpc: "CONFLICT", grpc: 10, retryable: true },
  cancelled: { http: 499, trpc: "CLIENT_CLOSED_REQUEST", grpc: 1, retryable: false },
  timeout: { http: 504, trpc: "TIMEOUT", grpc: 4, retryable: true },
  /** Shutting down, or a store that cannot be reached. */
  unavailable: { http: 503, trpc: "SERVICE_UNAVAILABLE", grpc: 14, retryable: true },
  internal: { http: 500, trpc: "INTERNAL_SERVER_ERROR", grpc: 13, retryable: false },
} as const satisfies Record<string, ErrorMapping>;

export type ErrorCode = keyof typeof ERROR_TABLE;

export class AppError extends Error {
  readonly code: ErrorCode;
  /** Machine-readable particulars, such as the list of faults of an upload. Never a secret. */
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options.details;
  }
}

export const errorMapping = (code: ErrorCode): ErrorMapping => ERROR_TABLE[code];

const MAX_TEXT_CHARS = 200;

/** The door in for foreign errors: anything thrown becomes an AppError, the original kept as `cause`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error) return new AppError("internal", thrown.message || thrown.name, { cause: thrown });
  return new AppError("internal", `Something that is not an Error was thrown: ${textOf(thrown)}`, { cause: thrown });
}

/** An object by what is in it, since "[object Object]" says nothing. Both conversions throw for some values, such as a cycle. */
function textOf(thrown: unknown): string {
  try {
    const json: unknown = typeof thrown === "object" ? JSON.stringify(thrown) : undefined; // undefined for what JSON does not know
    return typeof json === "string" ? json.slice(0, MAX_TEXT_CHARS) : String(thrown);
  } catch {
    return typeof thrown;
  }
}
