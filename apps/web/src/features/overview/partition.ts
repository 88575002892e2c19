import { isTerminal, type WorkflowSummary } from "@gantry/contracts";

const DAY_MS = 24 * 3_600_000;

export interface OverviewSections {
  /** Not ended: running first, then paused, then pending. */
  readonly active: readonly WorkflowSummary[];
  /** Ended, the latest end first. */
  readonly recent: readonly WorkflowSummary[];
  /** Failed within 24 hours before `nowMs`, the latest first. */
  readonly failures: readonly WorkflowSummary[];
}

const ACTIVE_ORDER: Partial<Record<WorkflowSummary["status"], number>> = { running: 0, paused: 1, pending: 2 };

const rank = ({ status }: WorkflowSummary): number => ACTIVE_ORDER[status] ?? Number.MAX_SAFE_INTEGER;

const endedAt = ({ finishedAtMs, updatedAtMs }: WorkflowSummary): number => finishedAtMs ?? updatedAtMs;

/** Sorts the live Workflows into what the Overview shows. */
export function partitionWorkflows(workflows: readonly WorkflowSummary[], nowMs: number): OverviewSections {
  const active = workflows.filter(({ status }) => !isTerminal(status));
  const recent = workflows.filter(({ status }) => isTerminal(status));
  recent.sort((a, b) => endedAt(b) - endedAt(a));
  return {
    active: active.sort((a, b) => rank(a) - rank(b) || b.createdAtMs - a.createdAtMs),
    recent,
    failures: recent.filter((workflow) => workflow.status === "failed" && endedAt(workflow) > nowMs - DAY_MS),
  };
}
