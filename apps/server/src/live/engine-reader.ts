import type { WorkflowSummary } from "@gantry/contracts";
import type { Engine, HistoryStore, WorkflowStore } from "@gantry/engine";
import type { Actions } from "../application/actions.ts";
import type { WorkflowReader } from "../application/workflow-reader.ts";
import type { LiveReader } from "./live-reader.ts";

/** The newest Workflows on the Overview, and how many that still run are added to them. */
const NEWEST = 50;
const STILL_RUNNING = 100;

export interface EngineReaderOptions {
  readonly engine: Engine;
  readonly history: HistoryStore;
  readonly workflows: WorkflowStore;
  readonly reader: WorkflowReader;
  readonly actions: Pick<Actions, "system" | "services">;
}

/** What the live hub looks up, from the engine and the store. */
export function createEngineReader({ engine, history, workflows, reader, actions }: EngineReaderOptions): LiveReader {
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
    services: () => actions.services.present(),
    refreshServices: (onAnswer) => actions.services.refresh(onAnswer),
  };
}
