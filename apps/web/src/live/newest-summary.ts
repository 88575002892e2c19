import type { WorkflowSummary } from "@gantry/contracts";

/** The summary with the highest `updatedAtMs` for `workflowId`; at a tie the later arrival. */
export function newestSummary(
  held: WorkflowSummary | null,
  arrived: readonly WorkflowSummary[],
  workflowId: string | undefined,
): WorkflowSummary | null {
  let newest = held;
  for (const summary of arrived) {
    if (summary.workflowId !== workflowId) continue;
    if (newest === null || summary.updatedAtMs >= newest.updatedAtMs) newest = summary;
  }
  return newest;
}
