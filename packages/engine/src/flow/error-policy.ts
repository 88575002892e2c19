import { AppError, ErrorPolicy, type ErrorPolicyOptions } from "@gantry/contracts";

/** @throws AppError `invalid_input` naming the option that is out of bounds. */
export function errorPolicy(options: ErrorPolicyOptions): ErrorPolicy {
  const parsed = ErrorPolicy.safeParse(options);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  throw new AppError("invalid_input", `The error policy is not valid: ${faults}`);
}
