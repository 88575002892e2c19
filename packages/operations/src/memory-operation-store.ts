import { isTerminal, type JobSummary, type TaskState } from "@gantry/contracts";
import { MemoryStore, type NewWorkflow, type ProjectionBatch, type WorkflowRecord } from "@gantry/engine";
import type { OperationStore, StoredOperation, StoredOperationPage, StoredOperationQuery } from "./ports.ts";

interface Row {
  readonly record: WorkflowRecord;
  job: JobSummary;
  task: TaskState | null;
}

/** A library must not grow for ever: older ended operations are forgotten. */
const MAX_ENDED = 1_000;

/** Operations in memory, for use without a server: the engine's MemoryStore, with the rows by which they are listed. */
export class MemoryOperationStore extends MemoryStore implements OperationStore {
  /** By operation id, oldest first. */
  readonly #rows = new Map<string, Row>();

  override async create(workflow: NewWorkflow): Promise<{ workflowId: string; created: boolean }> {
    const { record, jobs } = workflow;
    const created = await super.create(workflow);
    for (const job of jobs) this.#rows.set(job.jobId, { record, job, task: null });
    return created;
  }

  override async project({ jobs, tasks }: ProjectionBatch): Promise<void> {
    for (const job of jobs) {
      const row = this.#rows.get(job.jobId);
      if (row) row.job = job;
    }
    for (const { jobId, task } of tasks) {
      const row = this.#rows.get(jobId);
      if (row) row.task = task;
    }
    await this.#forgetOldest();
  }

  find(operationId: string): Promise<StoredOperation | null> {
    const row = this.#rows.get(operationId);
    return Promise.resolve(row ? toStored(row) : null);
  }

  list(query: StoredOperationQuery): Promise<StoredOperationPage> {
    const all = [...this.#rows.values()].reverse();
    const found = all.filter((row) => matches(row, query));
    const { offset, limit } = query;
    return Promise.resolve({
      operations: found.slice(offset, offset + limit).map(toStored),
      total: found.length,
      activeCount: all.filter(({ job }) => !isTerminal(job.status)).length,
    });
  }

  async #forgetOldest(): Promise<void> {
    const ended = [...this.#rows.values()].filter(({ job }) => isTerminal(job.status));
    for (const { record, job } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) {
      this.#rows.delete(job.jobId);
      await this.delete(record.workflowId);
    }
  }
}

const toStored = ({ record, job, task }: Row): StoredOperation => ({
  name: record.name,
  retryOf: record.retryOf,
  facts: record.flow.routines[0]?.config ?? {},
  job,
  task,
});

function matches({ record, job }: Row, query: StoredOperationQuery): boolean {
  const { status, operationType, activeOnly, parentJobId } = query;
  return (
    (status === undefined || job.status === status) &&
    (operationType === undefined || isOfType(record.flow.flowId, operationType)) &&
    (activeOnly !== true || !isTerminal(job.status)) &&
    (parentJobId === undefined || job.parentJobId === parentJobId)
  );
}

/** `type` alone, or `service/type`. */
const isOfType = (flowId: string, operationType: string): boolean =>
  flowId === `operation:${operationType}` || flowId.endsWith(`/${operationType}`);
