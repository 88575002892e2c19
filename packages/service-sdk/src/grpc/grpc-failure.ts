import { status, type ServiceError } from "@grpc/grpc-js";
import { AppError, errorMapping, toAppError, type ErrorCode } from "@gantry/contracts";

/** gRPC's words for what can go wrong between services, in ours; what is missing is `internal`. */
const CODES: Partial<Record<status, ErrorCode>> = {
  [status.INVALID_ARGUMENT]: "invalid_input",
  [status.NOT_FOUND]: "not_found",
  [status.UNAUTHENTICATED]: "unauthorized",
  [status.PERMISSION_DENIED]: "forbidden",
  [status.RESOURCE_EXHAUSTED]: "too_large",
  [status.DEADLINE_EXCEEDED]: "timeout",
  [status.CANCELLED]: "cancelled",
  [status.UNAVAILABLE]: "unavailable",
};

/** The door in: what a call to `uri` failed with. */
export const upstreamFailure = (uri: string, error: ServiceError): AppError =>
  new AppError(CODES[error.code] ?? "internal", `Upstream ${uri}: ${status[error.code]}: ${error.details}`, {
    cause: error,
  });

/** The door out: what a handler threw, as the status of its answer. */
export function answerOf(thrown: unknown): { readonly code: status; readonly details: string } {
  const { code, message } = toAppError(thrown);
  const { grpc } = errorMapping(code);
  return { code: isStatus(grpc) ? grpc : status.UNKNOWN, details: message };
}

/** Contracts hold plain numbers, so that they need no gRPC. */
const isStatus = (code: number): code is status => code in status;
