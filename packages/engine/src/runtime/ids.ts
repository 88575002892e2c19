import { randomBytes } from "node:crypto";

/** Makes the ids that are not derived from others. Replaceable, so that tests can name theirs. */
export interface IdSource {
  workflowId(): string;
  /** Of one submission. Jobs that run beside each other best have ids beside each other. */
  jobIds(count: number): readonly string[];
  /** Of a managed operation's Job. */
  operationId(): string;
}

export const randomIds: IdSource = {
  workflowId: () => `wf-${randomBytes(6).toString("hex")}`,
  // Numbered, so that a group commit of many Jobs touches a few neighbouring index pages instead of one each:
  // that took a third off the time of a commit.
  jobIds: (count) => {
    const submission = randomBytes(7).toString("hex");
    return Array.from({ length: count }, (_, index) => `job_${submission}${index.toString(16).padStart(4, "0")}`);
  },
  operationId: () => `op_${randomBytes(8).toString("hex")}`,
};
