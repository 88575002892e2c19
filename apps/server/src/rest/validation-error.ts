import type { z } from "zod";

/** One fault of a request, in the words that FastAPI's clients know. The input itself is never echoed: it may hold a key. */
export interface ValidationFault {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
}

/** A request that is not shaped as its route asks: 422 with `{"detail": [{type, loc, msg}]}`. */
export class ValidationError extends Error {
  readonly faults: readonly ValidationFault[];

  constructor(faults: readonly ValidationFault[]) {
    super(faults.map((fault) => fault.msg).join("; "));
    this.name = "ValidationError";
    this.faults = faults;
  }
}

const MAX_FAULTS = 50;

/** zod's issues as faults of one part of the request (`body`, `query`, `path`). */
export function faultsOf(part: string, error: z.ZodError): ValidationFault[] {
  return error.issues.slice(0, MAX_FAULTS).flatMap((issue): ValidationFault[] => {
    const loc = [part, ...issue.path.map((step) => (typeof step === "symbol" ? step.toString() : step))];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        type: "extra_forbidden",
        loc: [...loc, shortened(key)],
        msg: "Extra inputs are not permitted",
      }));
    }
    return [
      {
        type: issue.code,
        loc: loc.map((step) => (typeof step === "string" ? shortened(step) : step)),
        msg: issue.message,
      },
    ];
  });
}

const shortened = (key: string): string => (key.length > 100 ? `${key.slice(0, 100)}…` : key);

export const missing = (field: string): ValidationFault => ({
  type: "missing",
  loc: ["body", field],
  msg: `${field} is required`,
});
