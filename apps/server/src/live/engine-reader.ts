import { toAppError, type OperationSummary, type WorkflowSummary } from "@gantry/contracts";
import type { Engine, HistoryStore, WorkflowStore } from "@gantry/engine";
import type { Actions } from "../application/actions.ts";
import type { WorkflowReader } from "../application/workflow-reader.ts";
import type { LiveReader } from "./live-reader.ts";

/** The newest Workflows on the Overview, and how many that still run are added to them. */
const NEWEST = 50;
const STILL_RUNNING = 100;
/** The same of operations; of those that run, their children too. */
const NEWEST_OPERATIONS = 50;
const ACTIVE_OPERATIONS = 500;

export interface EngineReaderOptions {
  readonly engine: Engine;
  readonly history: HistoryStore;
  readonly workflows: WorkflowStore;
  readonly reader: WorkflowReader;
  readonly actions: Pick<Actions, "system" | "services" | "operations">;
  readonly besideOthers: boolean;
}

/** What the live hub looks up, from the engine and the store. */
export function createEngineReader(options: EngineReaderOptions): LiveReader {
  const { engine, history, workflows, reader, actions, besideOthers } = options;
  return {
    readJob: (jobId) => engine.readJob(jobId),
    readEvents: (jobId, afterSeq, limit) => history.readEvents(jobId, afterSeq, limit),
    readLogs: (jobId, afterLogSeq, limit) => history.readLogs(jobId, afterLogSeq, limit),
    lastLogSeq: (jobId) => history.lastLogSeq(jobId),
    workflowIdOf: (jobId) => workflows.workflowIdOf(jobId),
    jobIdsOf: async (workflowId) => (await workflows.load(workflowId))?.jobIds ?? null,
    readSummary: (workflowId) => reader.findSummary(workflowId),
    overviewWorkflows: async () => {
      const pages = await Promise.all([
        reader.list({ status: "running", limit: STILL_RUNNING }),
        reader.list({ limit: NEWEST }),
      ]);
      const byId = new Map<string, WorkflowSummary>();
      for (const summary of pages.flatMap((page) => page.workflows)) byId.set(summary.workflowId, summary);
      return [...byId.values()].sort((a, b) => b.createdAtMs - a.createdAtMs);
    },
    systemStatus: () => actions.system.status(),
    besideOthers,
    overviewOperations: async () => {
      const pages = await Promise.all([
        actions.operations.list({ parentOperationId: null, limit: NEWEST_OPERATIONS }),
        actions.operations.list({ activeOnly: true, limit: ACTIVE_OPERATIONS }),
      ]);
      const byId = new Map<string, OperationSummary>();
      for (const operation of pages.flatMap((page) => page.operations)) byId.set(operation.operationId, operation);
      return [...byId.values()];
    },
    activeOperationIds: async () => {
      const { operations } = await actions.operations.list({ activeOnly: true, limit: ACTIVE_OPERATIONS });
      return operations.map(({ operationId }) => operationId);
    },
    findOperation: async (operationId) => {
      try {
        return await actions.operations.summary(operationId);
      } catch (error) {
        if (toAppError(error).code === "not_found") return null;
        throw error;
      }
    },
    services: () => actions.services.present(),
    refreshServices: (onAnswer) => actions.services.refresh(onAnswer),
  };
}
