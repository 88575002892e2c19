import { AppError, isDeeperThan, isTerminal, MAX_JSON_DEPTH } from "@gantry/contracts";
import type { OperationsService } from "@gantry/operations";
import type { OperationActions } from "./actions.ts";
import type { AuditTrail } from "./audit-trail.ts";

export interface OperationActionsOptions {
  readonly operations: OperationsService;
  readonly audit: AuditTrail;
}

/** Managed operations as callers steer them; each deed leaves a line in the audit log. */
export function createOperationActions({ operations, audit }: OperationActionsOptions): OperationActions {
  return {
    registered: () => operations.registered(),
    async start({ operationType, parameters }, caller) {
      if (isDeeperThan(parameters, MAX_JSON_DEPTH)) {
        throw new AppError("invalid_input", `parameters are nested deeper than ${MAX_JSON_DEPTH} levels`);
      }
      const started = await operations.startRegistered(operationType, parameters);
      audit.record(caller, "start operation", started.operationId);
      return started;
    },
    list: (query) => operations.list(query),
    get: (operationId) => operations.get(operationId),
    summary: (operationId) => operations.summary(operationId),
    children: (operationId) => operations.children(operationId),
    async result(operationId) {
      const { status, result, error, reason } = await operations.get(operationId);
      if (!isTerminal(status)) {
        throw new AppError("conflict", `Operation ${operationId} is ${status}: it has no result before it has ended`);
      }
      return { operationId, status, result, error, reason };
    },
    samples: (operationId, cursor) => operations.progressSamples(operationId, cursor),
    async cancel(operationId, { reason }, caller) {
      await operations.cancel(operationId, reason);
      audit.record(caller, "cancel", operationId);
    },
    async retry(operationId, caller) {
      const started = await operations.retry(operationId);
      audit.record(caller, "retry", operationId);
      return started;
    },
  };
}
