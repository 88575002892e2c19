import type { HistoryEventOf, JobEntry, JobState } from "@gantry/contracts";
import { createJobState, summarizeJob, summarizeWorkflow, type WorkflowFacts } from "../core/index.ts";
import type { JobEntryRequest, JobSeed, WorkflowRequest } from "./engine-types.ts";
import type { IdSource } from "./ids.ts";
import type { NewWorkflow, WorkflowRecord } from "./ports/workflow-store.ts";
import { Values } from "./values.ts";

interface NewWorkflowContext {
  readonly ids: IdSource;
  readonly nowMs: number;
  readonly ownerId: string;
}

export const factsOf = (record: WorkflowRecord): WorkflowFacts => {
  const { workflowId, name, origin, flow, maxWorkers, createdAtMs, retryOf } = record;
  return { workflowId, name, origin, flowId: flow.flowId, maxWorkers, createdAtMs, retryOf };
};

/** A request as it is stored: ids given, first events made, large values set apart; and the Jobs' first states. */
export function newWorkflow(
  request: WorkflowRequest,
  { ids, nowMs, ownerId }: NewWorkflowContext,
): { readonly workflow: NewWorkflow; readonly states: readonly JobState[] } {
  const workflowId = ids.workflowId();
  const values = new Values(workflowId, neverRead);
  const seeds: readonly JobSeed[] =
    request.jobSeeds ??
    Array.from({ length: request.jobs ?? 1 }, () => ({ entries: request.entries, reusesJobId: null }));
  const pack = ({ routine, slot, data }: JobEntryRequest): JobEntry => ({
    routine,
    slot,
    value: values.pack(data, `Input of "${routine}"`),
  });
  const newIds = request.origin === "operation" ? seeds.map(() => ids.operationId()) : ids.jobIds(seeds.length);
  const jobIds = seeds.map(({ jobId }, jobIndex) => jobId ?? newIds[jobIndex] ?? unnumbered(jobIndex));
  const events = seeds.map(({ entries, reusesJobId }, jobIndex): HistoryEventOf<"job_created"> => ({
    kind: "job_created",
    jobId: jobIds[jobIndex] ?? unnumbered(jobIndex),
    seq: 1,
    atMs: nowMs,
    workflowId,
    jobIndex,
    flowId: request.flow.flowId,
    routines: request.flow.routines.map((routine) => routine.name),
    planned: request.flow.planned,
    entries: entries.map(pack),
    reusesJobId,
    ...(request.parentJobId ? { parentJobId: request.parentJobId } : {}),
  }));
  const states = events.map(createJobState);
  const record: WorkflowRecord = {
    workflowId,
    name: request.name,
    origin: request.origin,
    flow: request.flow,
    maxWorkers: request.maxWorkers === undefined ? request.flow.maxWorkers : request.maxWorkers,
    jobTimeoutMs: request.jobTimeoutMs ?? null,
    retryOf: request.retryOf ?? null,
    parentJobId: request.parentJobId ?? null,
    createdAtMs: nowMs,
    submission: request.submission ?? {},
    jobIds,
    leaseToken: 1,
  };
  const jobs = states.map((state) => summarizeJob(state, 0));
  return {
    states,
    workflow: {
      record,
      ownerId,
      summary: summarizeWorkflow(factsOf(record), jobs),
      jobs,
      events,
      values: values.takeRows(),
      idempotencyKey: request.idempotencyKey ?? null,
      sealedSecret: request.sealedSecret ?? null,
    },
  };
}

const neverRead = { readValue: () => Promise.reject(new Error("A new workflow has no values to read")) };

function unnumbered(jobIndex: number): never {
  throw new Error(`The id source made no id for job ${String(jobIndex)}`);
}
