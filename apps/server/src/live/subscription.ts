import type { JobSummary, LiveFrame, SubscribeAnswer } from "@gantry/contracts";
import type { Committed } from "@gantry/engine";

/** One view of one socket. */
export interface Subscription {
  readonly subscriptionId: string;
  /** Reads what the view lacks. Commits offered meanwhile are kept. @throws AppError `not_found`. */
  open(): Promise<Extract<SubscribeAnswer, { ok: true }>>;
  /** The answer of `open` is on its way: frames may follow it. */
  start(): void;
  /** Takes in what was committed; what is not the view's is ignored. */
  offer(committed: Committed): void;
  /** Reads what the view lacks of Jobs that the store has further; for what nobody here commits. */
  pull(jobs: readonly JobSummary[]): Promise<void>;
  workflowDeleted(workflowId: string): void;
  close(): void;
}

/** A frame with nothing in it, to be filled. */
export const emptyFrame = (subscriptionId: string, sentAtMs: number): LiveFrame => ({
  subscriptionId,
  sentAtMs,
  events: [],
  logs: [],
  snapshots: [],
  workflows: [],
  removedWorkflowIds: [],
  system: null,
});
