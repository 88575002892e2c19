import { randomBytes } from "node:crypto";

/** Makes the ids that are not derived from others. Replaceable, so that tests can name theirs. */
export interface IdSource {
  workflowId(): string;
  jobId(): string;
  /** Of a managed operation's Job. */
  operationId(): string;
}

export const randomIds: IdSource = {
  workflowId: () => `wf-${randomBytes(6).toString("hex")}`,
  jobId: () => `job_${randomBytes(8).toString("hex")}`,
  operationId: () => `op_${randomBytes(8).toString("hex")}`,
};
