import type { FlowDefinition, OperationFacts } from "@gantry/contracts";
import { ENTRY_SLOT, errorPolicy } from "@gantry/engine";
import { registeredName } from "./operation-registry.ts";

/** By which the operations of one service and type are found: their Flow's id. */
export const operationFlowId = (service: string, operationType: string): string =>
  `operation:${registeredName(service, operationType)}`;

/** The one-Routine Flow whose Job is the operation. It exists from the start (`planned`), so that it shows while it waits. */
export function operationFlow(name: string, facts: OperationFacts): FlowDefinition {
  const { service, operationType } = facts;
  return {
    flowId: operationFlowId(service, operationType),
    name,
    version: "1",
    planned: true,
    routines: [
      {
        name: operationType,
        execution: "operation",
        implementation: registeredName(service, operationType),
        config: facts,
        slots: [{ name: ENTRY_SLOT, mergeStrategy: "override", activation: { kind: "each" } }],
        events: [],
        errorPolicy: null,
        attemptTimeoutMs: null,
      },
    ],
    connections: [],
    errorPolicy: errorPolicy({ strategy: "stop" }),
    maxWorkers: 1,
    maxTasksPerJob: 1,
  };
}
