import {
  AppError,
  isTerminal,
  toAppError,
  type HistoryEvent,
  type JobState,
  type JsonValue,
  type LogLine,
} from "@gantry/contracts";
import type { HistoryStore, StoredJob, WorkflowAppend } from "./ports/history-store.ts";
import type { NewWorkflow, ProjectionBatch, WorkflowRecord, WorkflowStore } from "./ports/workflow-store.ts";
import { valueRefsOf } from "./value-refs.ts";

interface StoredWorkflow {
  record: WorkflowRecord;
  ownerId: string;
  readonly values: Map<string, string>;
  /** Which Jobs refer to a value. */
  readonly holders: Map<string, Set<string>>;
}

interface StoredHistory {
  readonly workflowId: string;
  readonly events: HistoryEvent[];
  readonly logs: LogLine[];
  snapshot: JobState | null;
}

/** All that was kept of a Job; `values`: JSON text by ref. */
export interface KeptJob {
  readonly events: readonly HistoryEvent[];
  readonly logs: readonly LogLine[];
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Keeps history in memory, by the rules of the durable stores: what a Flow runs on when it is used as a library.
 * A second Engine over the same instance finds what the first one left.
 */
export class MemoryStore implements HistoryStore, WorkflowStore {
  readonly #workflows = new Map<string, StoredWorkflow>();
  readonly #jobs = new Map<string, StoredHistory>();
  readonly #idempotencyKeys = new Map<string, string>();

  append(appends: readonly WorkflowAppend[]): Promise<void> {
    try {
      for (const append of appends) this.#check(append);
    } catch (error) {
      return Promise.reject(toAppError(error));
    }
    for (const append of appends) this.#write(append);
    return Promise.resolve();
  }

  create(workflow: NewWorkflow): Promise<{ workflowId: string; created: boolean }> {
    const { record, idempotencyKey, ownerId } = workflow;
    const known = idempotencyKey === null ? undefined : this.#idempotencyKeys.get(idempotencyKey);
    if (known !== undefined) return Promise.resolve({ workflowId: known, created: false });
    if (idempotencyKey !== null) this.#idempotencyKeys.set(idempotencyKey, record.workflowId);
    this.#workflows.set(record.workflowId, { record, ownerId, values: new Map(), holders: new Map() });
    for (const jobId of record.jobIds) this.#addHistory(record.workflowId, jobId);
    const { workflowId, leaseToken } = record;
    this.#write({ workflowId, leaseToken, events: workflow.events, values: workflow.values, logs: [] });
    return Promise.resolve({ workflowId, created: true });
  }

  load(workflowId: string): Promise<WorkflowRecord | null> {
    return Promise.resolve(this.#workflows.get(workflowId)?.record ?? null);
  }

  claimAbandoned(ownerId: string): Promise<WorkflowRecord[]> {
    const claimed: WorkflowRecord[] = [];
    for (const workflow of this.#workflows.values()) {
      if (workflow.ownerId === ownerId || this.#hasEnded(workflow.record)) continue;
      workflow.ownerId = ownerId;
      workflow.record = { ...workflow.record, leaseToken: workflow.record.leaseToken + 1 };
      claimed.push(workflow.record);
    }
    return Promise.resolve(claimed);
  }

  /** Nothing lists what is in memory only. */
  project(_batch: ProjectionBatch): Promise<void> {
    return Promise.resolve();
  }

  workflowIdOf(jobId: string): Promise<string | null> {
    return Promise.resolve(this.#jobs.get(jobId)?.workflowId ?? null);
  }

  delete(workflowId: string): Promise<void> {
    for (const jobId of this.#workflows.get(workflowId)?.record.jobIds ?? []) this.#jobs.delete(jobId);
    this.#workflows.delete(workflowId);
    for (const [key, holder] of this.#idempotencyKeys) if (holder === workflowId) this.#idempotencyKeys.delete(key);
    return Promise.resolve();
  }

  loadJob(jobId: string, options: { untilSeq?: number } = {}): Promise<StoredJob | null> {
    const job = this.#jobs.get(jobId);
    if (!job) return Promise.resolve(null);
    const untilSeq = options.untilSeq ?? Infinity;
    const snapshot = job.snapshot && job.snapshot.seq <= untilSeq ? structuredClone(job.snapshot) : null;
    const events = job.events.filter((event) => event.seq > (snapshot?.seq ?? 0) && event.seq <= untilSeq);
    return Promise.resolve({ snapshot, events });
  }

  readEvents(jobId: string, afterSeq: number, limit: number): Promise<HistoryEvent[]> {
    return Promise.resolve(this.#jobs.get(jobId)?.events.slice(afterSeq, afterSeq + limit) ?? []);
  }

  readLogs(jobId: string, afterLogSeq: number, limit: number): Promise<LogLine[]> {
    return Promise.resolve(this.#jobs.get(jobId)?.logs.slice(afterLogSeq, afterLogSeq + limit) ?? []);
  }

  lastLogSeq(jobId: string): Promise<number> {
    return Promise.resolve(this.#jobs.get(jobId)?.logs.length ?? 0);
  }

  saveSnapshot(state: JobState): Promise<void> {
    const job = this.#jobs.get(state.jobId);
    if (job) job.snapshot = structuredClone(state);
    return Promise.resolve();
  }

  readValue(workflowId: string, ref: string): Promise<JsonValue> {
    const json = this.#workflows.get(workflowId)?.values.get(ref);
    if (json === undefined)
      return Promise.reject(new AppError("not_found", `Workflow ${workflowId} has no value ${ref}`));
    return Promise.resolve(JSON.parse(json) as JsonValue);
  }

  /** All that is kept of a Job. @throws AppError `not_found`. */
  copyJob(jobId: string): KeptJob {
    const job = this.#jobs.get(jobId);
    if (!job) throw new AppError("not_found", `There is no job ${jobId}`);
    const values = this.#workflows.get(job.workflowId)?.values;
    const refs = new Set(values?.size ? job.events.flatMap(valueRefsOf) : []);
    return {
      events: [...job.events],
      logs: [...job.logs],
      values: Object.fromEntries([...refs].map((ref) => [ref, values?.get(ref) ?? ""])),
    };
  }

  /** Removes a Job, and the values that no other Job refers to. */
  deleteJob(jobId: string): void {
    const job = this.#jobs.get(jobId);
    const workflow = job && this.#workflows.get(job.workflowId);
    this.#jobs.delete(jobId);
    if (!workflow || workflow.holders.size === 0) return;
    for (const ref of new Set(job.events.flatMap(valueRefsOf))) {
      const holders = workflow.holders.get(ref);
      holders?.delete(jobId);
      if (holders?.size !== 0) continue;
      workflow.holders.delete(ref);
      workflow.values.delete(ref);
    }
  }

  #hold(workflowId: string, ref: string, jobId: string): void {
    const holders = this.#workflows.get(workflowId)?.holders;
    const known = holders?.get(ref);
    if (known) known.add(jobId);
    else holders?.set(ref, new Set([jobId]));
  }

  #hasEnded(record: WorkflowRecord): boolean {
    return record.jobIds.every((jobId) => {
      const last = this.#jobs.get(jobId)?.events.findLast((event) => event.kind.startsWith("job_"));
      return last !== undefined && isTerminal(last.kind.slice("job_".length) as JobState["status"]);
    });
  }

  #check({ workflowId, leaseToken, events }: WorkflowAppend): void {
    const workflow = this.#workflows.get(workflowId);
    if (workflow?.record.leaseToken !== leaseToken) {
      throw new AppError("history_conflict", `Workflow ${workflowId} is held by somebody else, or is gone`);
    }
    const lastSeq = new Map<string, number>();
    for (const event of events) {
      const last = lastSeq.get(event.jobId) ?? this.#jobs.get(event.jobId)?.events.length ?? 0;
      if (event.seq !== last + 1) {
        throw new AppError(
          "history_conflict",
          `Job ${event.jobId} has moved on: seq ${String(event.seq)} does not follow ${String(last)}`,
        );
      }
      lastSeq.set(event.jobId, event.seq);
    }
  }

  #write({ workflowId, events, logs, values }: WorkflowAppend): void {
    for (const event of events) {
      const history = this.#jobs.get(event.jobId) ?? this.#addHistory(workflowId, event.jobId);
      history.events.push(event);
      for (const ref of valueRefsOf(event)) this.#hold(workflowId, ref, event.jobId);
    }
    for (const line of logs) this.#jobs.get(line.jobId)?.logs.push(line);
    for (const { ref, json } of values) this.#workflows.get(workflowId)?.values.set(ref, json);
  }

  #addHistory(workflowId: string, jobId: string): StoredHistory {
    const history: StoredHistory = { workflowId, events: [], logs: [], snapshot: null };
    this.#jobs.set(jobId, history);
    return history;
  }
}
