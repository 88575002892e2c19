import type { HistoryEvent, LogLine } from "@gantry/contracts";
import type { StoreReader } from "@gantry/db";
import type { EvidenceSource, JobEvidence, WorkflowEvidence } from "@gantry/invariants";
import { groupBy } from "./group-by.ts";

const PAGE = 5_000;

/**
 * A store as the checker reads it. Rows and log lines are read before the history that they claim to follow, so that
 * a server that goes on writing meanwhile does not look like one that is wrong.
 */
export function evidenceOf(store: StoreReader): EvidenceSource {
  return {
    workflowIds: () => store.census.workflowIds(),
    orphans: () => store.census.orphans(),
    workflow: (workflowId) => readWorkflow(store, workflowId),
  };
}

async function readWorkflow(store: StoreReader, workflowId: string): Promise<WorkflowEvidence | null> {
  const record = await store.workflows.load(workflowId);
  if (record === null) return null;
  const row = await store.queries.summary(workflowId);
  const rows = new Map((await store.queries.jobs(workflowId)).map((job) => [job.jobId, job]));
  const taskRows = groupBy(await store.queries.tasks(workflowId), (task) => task.jobId);
  const jobs: JobEvidence[] = [];
  for (const jobId of record.jobIds) {
    const logs = await pages<LogLine>(
      (after) => store.history.readLogs(jobId, after, PAGE),
      (line) => line.logSeq,
    );
    const events = await pages<HistoryEvent>(
      (after) => store.history.readEvents(jobId, after, PAGE),
      (event) => event.seq,
    );
    jobs.push({ jobId, row: rows.get(jobId) ?? null, taskRows: taskRows.get(jobId) ?? [], logs, events });
  }
  const valueRefs = await store.census.valueRefs(workflowId);
  // Deleted while it was read: what is missing is not missed.
  if ((await store.workflows.load(workflowId)) === null) return null;
  const { flow, maxWorkers } = record;
  return { workflowId, flow, maxWorkers, row, jobs, valueRefs, readAtMs: Date.now() };
}

async function pages<T>(read: (after: number) => Promise<readonly T[]>, positionOf: (item: T) => number): Promise<T[]> {
  const items: T[] = [];
  for (;;) {
    const last = items.at(-1);
    const page = await read(last === undefined ? 0 : positionOf(last));
    items.push(...page);
    if (page.length < PAGE) return items;
  }
}
