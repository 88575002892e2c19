import { AppError } from "@gantry/contracts";
import type { WorkflowQueries } from "@gantry/db";
import type { Engine, HistoryStore } from "@gantry/engine";
import type { JobActions } from "./actions.ts";
import type { SteeringActions } from "./steering.ts";
import type { WorkflowReader } from "./workflow-reader.ts";

export interface JobActionsOptions {
  readonly engine: Engine;
  readonly history: HistoryStore;
  readonly queries: WorkflowQueries;
  readonly reader: WorkflowReader;
  readonly steering: SteeringActions;
}

export function createJobActions({ engine, history, queries, reader, steering }: JobActionsOptions): JobActions {
  return {
    async get(jobId) {
      const { job, workflow } = await reader.jobWithWorkflow(jobId);
      const { flow } = await reader.record(workflow.workflowId);
      return { summary: job, workflow, flow };
    },
    async state(jobId) {
      const state = await engine.readJob(jobId);
      if (state === null) throw new AppError("not_found", "Job not found");
      return state;
    },
    async history(jobId, { afterSeq, limit }) {
      await reader.jobWithWorkflow(jobId);
      const events = await history.readEvents(jobId, afterSeq, limit);
      return { events, nextSeq: events.at(-1)?.seq ?? afterSeq };
    },
    async logs(jobId, query) {
      await reader.jobWithWorkflow(jobId);
      const { afterLogSeq, limit, level, search } = query;
      const lines = await queries.searchLogs(jobId, {
        afterLogSeq,
        limit,
        ...(level === undefined ? {} : { level }),
        ...(search === undefined ? {} : { search }),
      });
      return { lines, lastLogSeq: lines.at(-1)?.logSeq ?? afterLogSeq };
    },
    value: (workflowId, ref) => history.readValue(workflowId, ref),
    cancel: (jobId, { reason }, caller) => steering.cancel({ jobId }, reason, caller),
    pause: (jobId, { reason }, caller) => steering.pause({ jobId }, reason, caller),
    resume: (jobId, _options, caller) => steering.resume({ jobId }, caller),
    retry: (jobId, caller) => steering.retry({ jobId }, caller),
  };
}
