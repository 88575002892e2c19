import type { WorkflowSummary } from "@gantry/contracts";

/** A Workflow for tests: running, one Job, made at 0; `overrides` say what matters to the test. */
export function workflowSummary(workflowId: string, overrides: Partial<WorkflowSummary> = {}): WorkflowSummary {
  return {
    workflowId,
    name: workflowId,
    origin: "flow",
    flowId: "flow_1",
    status: "running",
    error: null,
    jobCount: 1,
    jobCounts: { pending: 0, running: 0, paused: 0, completed: 0, failed: 0, cancelled: 0 },
    taskCounts: { total: 0, queued: 0, retrying: 0, running: 0, completed: 0, failed: 0, skipped: 0, cancelled: 0 },
    maxWorkers: null,
    progressPercent: 0,
    createdAtMs: 0,
    updatedAtMs: 0,
    startedAtMs: null,
    finishedAtMs: null,
    retryOf: null,
    ...overrides,
  };
}
