import { isTerminal, type LiveFrame, type OperationSummary } from "@gantry/contracts";
import type { LiveFeed } from "./live-feed.ts";

export interface OperationsView {
  /** By id: all that have not ended, the newest, and what changed since; null until the server has answered. */
  readonly operations: ReadonlyMap<string, OperationSummary> | null;
}

/** Kept in a tab that stays open for days; of more, the oldest that have ended are dropped. */
const MOST_KEPT = 1_000;

/** Managed operations by their summaries; each replaces the one before it. */
export const operationsFeed: LiveFeed<OperationsView> = {
  key: "operations",
  empty: { operations: null },
  request: () => ({ scope: "operations" }),
  catchUp: (view, answer) => ({
    view: answer.operations === undefined ? view : { operations: byId(answer.operations) },
    gap: false,
  }),
  advance: (view, frame) => ({ view: { operations: merged(view.operations, frame) }, gap: false }),
};

const byId = (operations: readonly OperationSummary[]): ReadonlyMap<string, OperationSummary> =>
  new Map(operations.map((operation) => [operation.operationId, operation]));

function merged(held: OperationsView["operations"], frame: LiveFrame): OperationsView["operations"] {
  const { operations = [], removedWorkflowIds } = frame;
  if (operations.length + removedWorkflowIds.length === 0) return held;
  const removed = new Set(removedWorkflowIds);
  const kept = new Map([...(held ?? []), ...byId(operations)].filter(([, { workflowId }]) => !removed.has(workflowId)));
  return kept.size > MOST_KEPT ? withoutOldest(kept) : kept;
}

function withoutOldest(operations: ReadonlyMap<string, OperationSummary>): ReadonlyMap<string, OperationSummary> {
  const dispensable = [...operations.values()]
    .filter(({ status }) => isTerminal(status))
    .sort((a, b) => a.createdAtMs - b.createdAtMs)
    .slice(0, operations.size - MOST_KEPT);
  const dropped = new Set(dispensable.map(({ operationId }) => operationId));
  return new Map([...operations].filter(([operationId]) => !dropped.has(operationId)));
}
