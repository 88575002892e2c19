import type { WorkflowStatus, WorkflowSummary } from "@gantry/contracts";

export interface WorkflowFilter {
  readonly status: WorkflowStatus | null;
  /** Part of the name or id, in any case; empty: all. */
  readonly search: string;
}

/** Whether a Workflow belongs in the list; the same rule as the server's. */
export function matchesFilter(workflow: WorkflowSummary, { status, search }: WorkflowFilter): boolean {
  if (status !== null && workflow.status !== status) return false;
  const wanted = search.trim().toLowerCase();
  return workflow.name.toLowerCase().includes(wanted) || workflow.workflowId.toLowerCase().includes(wanted);
}

/**
 * Lays the live summaries over the loaded pages (newest first): rows change in place, Workflows that are newer than
 * the first page come on top, and what no longer matches the filter leaves.
 */
export function mergeLiveRows(
  loaded: readonly WorkflowSummary[],
  live: readonly WorkflowSummary[],
  filter: WorkflowFilter,
): readonly WorkflowSummary[] {
  const liveById = new Map(live.map((workflow) => [workflow.workflowId, workflow]));
  const loadedIds = new Set(loaded.map(({ workflowId }) => workflowId));
  const newestLoadedAtMs = loaded[0]?.createdAtMs ?? Number.NEGATIVE_INFINITY;

  const arrived = live.filter(
    ({ workflowId, createdAtMs }) => !loadedIds.has(workflowId) && createdAtMs >= newestLoadedAtMs,
  );
  const present = loaded.map((workflow) => newer(workflow, liveById.get(workflow.workflowId)));
  return [...arrived.sort((a, b) => b.createdAtMs - a.createdAtMs), ...present].filter((workflow) =>
    matchesFilter(workflow, filter),
  );
}

const newer = (loaded: WorkflowSummary, live: WorkflowSummary | undefined): WorkflowSummary =>
  live !== undefined && live.updatedAtMs >= loaded.updatedAtMs ? live : loaded;
