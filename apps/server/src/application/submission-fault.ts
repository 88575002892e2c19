import type { SubmissionFault } from "@gantry/contracts";

/** A fault that keeps a submission out. `nodeKeys`: the Routines that it is about. */
export const submissionFault = (
  document: SubmissionFault["document"],
  path: SubmissionFault["path"],
  message: string,
  nodeKeys: readonly string[] = [],
): SubmissionFault => ({ document, path, message, nodeKeys: [...nodeKeys], severity: "error" });
