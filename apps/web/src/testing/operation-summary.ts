import type { OperationSummary } from "@gantry/contracts";

/** An operation for tests: running, without a parent, made at 0; `overrides` say what matters to the test. */
export function operationSummary(operationId: string, overrides: Partial<OperationSummary> = {}): OperationSummary {
  return {
    operationId,
    workflowId: `wf-${operationId}`,
    service: "TrainingService",
    operationType: "training",
    registered: true,
    totalSteps: null,
    metadata: {},
    childKey: null,
    name: operationId,
    status: "running",
    cancelRequested: false,
    progress: {
      currentStep: null,
      totalSteps: null,
      percentage: 0,
      message: "",
      itemsProcessed: null,
      totalItems: null,
      context: {},
      startedAtMs: null,
      estimatedRemainingMs: null,
    },
    parentOperationId: null,
    retryOf: null,
    createdAtMs: 0,
    startedAtMs: null,
    finishedAtMs: null,
    error: null,
    reason: null,
    ...overrides,
  };
}
