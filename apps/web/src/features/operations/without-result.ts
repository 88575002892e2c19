import type { JobStatus } from "@gantry/contracts";

/** What stands where an operation's result would. */
export function withoutResult(status: JobStatus): string {
  switch (status) {
    case "completed":
      return "It returned nothing.";
    case "failed":
    case "cancelled":
      return `There is none: the operation ${status === "failed" ? "failed" : "was cancelled"}.`;
    case "pending":
    case "running":
    case "paused":
      return "It is shown here when the operation has completed.";
  }
}
