import type { LiveFrame, SystemStatus, WorkflowSummary } from "@gantry/contracts";
import type { LiveFeed } from "./live-feed.ts";

export interface OverviewView {
  /** Newest first. Summaries only: no payloads, no events. */
  readonly workflows: readonly WorkflowSummary[];
  /** null until the server has answered. */
  readonly system: SystemStatus | null;
}

const newestFirst = (a: WorkflowSummary, b: WorkflowSummary): number =>
  b.createdAtMs - a.createdAtMs || (a.workflowId < b.workflowId ? 1 : -1);

/** Running and recent Workflows, and what the whole system does. Summaries replace each other; nothing is folded. */
export const overviewFeed: LiveFeed<OverviewView> = {
  key: "overview",
  empty: { workflows: [], system: null },
  request: () => ({ scope: "overview" }),
  catchUp: (view, answer) => ({
    view:
      answer.overview === null
        ? view
        : { workflows: answer.overview.workflows.toSorted(newestFirst), system: answer.overview.system },
    gap: false,
  }),
  advance: (view, frame) => ({
    view: { workflows: mergeSummaries(view.workflows, frame), system: frame.system ?? view.system },
    gap: false,
  }),
};

function mergeSummaries(held: readonly WorkflowSummary[], frame: LiveFrame): readonly WorkflowSummary[] {
  if (frame.workflows.length === 0 && frame.removedWorkflowIds.length === 0) return held;
  const byId = new Map(held.map((summary) => [summary.workflowId, summary]));
  for (const summary of frame.workflows) {
    const former = byId.get(summary.workflowId);
    if (former === undefined || summary.updatedAtMs >= former.updatedAtMs) byId.set(summary.workflowId, summary);
  }
  for (const workflowId of frame.removedWorkflowIds) byId.delete(workflowId);
  return [...byId.values()].sort(newestFirst);
}
