import type { Store } from "@gantry/db";
import type { Clock, Engine, RoutineRegistry } from "@gantry/engine";
import type { OperationsService } from "@gantry/operations";
import type { AddressGuard, ControlClient } from "@gantry/orchestrator";
import type { BackgroundWork } from "../background.ts";
import type { Sealer } from "../secrets/sealer.ts";
import type { Actions } from "./actions.ts";
import { AuditTrail } from "./audit-trail.ts";
import { createFlowActions } from "./flow-actions.ts";
import type { FlowRegistry } from "./flow-registry.ts";
import { createJobActions } from "./job-actions.ts";
import { createOperationActions } from "./operation-actions.ts";
import { createServiceWatch } from "./service-watch.ts";
import type { ServiceActivity } from "./service-activity.ts";
import { createSteering } from "./steering.ts";
import { Submitter } from "./submitter.ts";
import { createSystemActions } from "./system-actions.ts";
import type { ThroughputMeter } from "./throughput-meter.ts";
import { createWorkflowActions } from "./workflow-actions.ts";
import type { WorkflowReader } from "./workflow-reader.ts";

export interface ActionsOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly reader: WorkflowReader;
  readonly flows: FlowRegistry;
  readonly routines: RoutineRegistry;
  readonly operations: OperationsService;
  readonly client: ControlClient;
  readonly guard: AddressGuard;
  readonly activity: ServiceActivity;
  readonly sealer: Sealer;
  readonly throughput: ThroughputMeter;
  readonly clock: Clock;
  readonly background: BackgroundWork;
  readonly version: string;
  readonly workerSlots: number;
  readonly onDeleted: (workflowId: string) => void;
}

/** Everything that callers can ask for, wired once. */
export function createActions(options: ActionsOptions): Actions {
  const { store, engine, reader, flows, routines, client, guard, sealer, throughput, clock, background } = options;
  const nowMs = () => clock.nowMs();
  const audit = new AuditTrail({ log: store.audit, clock, background });
  const submitter = new Submitter({
    engine,
    sources: { flows, routines },
    sealer,
    audit,
    refuseHost: (host) => guard.refusalOfHost(host),
  });
  const steering = createSteering({
    engine,
    audit,
    sealedSecretOf: (workflowId) => store.secrets.sealedSecretOf(workflowId),
    workflowIdOf: async (target) =>
      "workflowId" in target ? target.workflowId : (await reader.jobWithWorkflow(target.jobId)).workflow.workflowId,
    onDeleted: options.onDeleted,
  });
  return {
    workflows: createWorkflowActions({ submitter, reader, steering }),
    jobs: createJobActions({ engine, history: store.history, queries: store.queries, reader, steering }),
    flows: createFlowActions(flows),
    operations: createOperationActions({ operations: options.operations, audit }),
    services: createServiceWatch({ reader, client, clock, activity: options.activity }),
    system: createSystemActions({
      version: options.version,
      store: store.kind,
      workerSlots: options.workerSlots,
      engine,
      queries: store.queries,
      throughput,
      nowMs,
    }),
  };
}
