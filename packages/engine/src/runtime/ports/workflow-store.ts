import type {
  FlowDefinition,
  HistoryEvent,
  JobSummary,
  JsonObject,
  TaskState,
  WorkflowOrigin,
  WorkflowSummary,
} from "@gantry/contracts";
import type { ValueRow } from "./history-store.ts";

/** A Workflow as its owner keeps it: what does not change while it runs, and the lease it holds. */
export interface WorkflowRecord {
  readonly workflowId: string;
  readonly name: string;
  readonly origin: WorkflowOrigin;
  readonly flow: FlowDefinition;
  readonly maxWorkers: number | null;
  /** Limit of each Job from its start, ms; null: none. */
  readonly jobTimeoutMs: number | null;
  readonly retryOf: string | null;
  /** The Job that its Jobs work for; absent in records from before there were any. */
  readonly parentJobId?: string | null;
  readonly createdAtMs: number;
  /** What was submitted, without secrets (blueprint, dockerinfo, inputs, parameters …). */
  readonly submission: JsonObject;
  /** By job index. */
  readonly jobIds: readonly string[];
  readonly leaseToken: number;
}

export interface NewWorkflow {
  readonly record: WorkflowRecord;
  /** The server that will run it. */
  readonly ownerId: string;
  readonly summary: WorkflowSummary;
  readonly jobs: readonly JobSummary[];
  /** One `job_created` (seq 1) per Job. */
  readonly events: readonly HistoryEvent[];
  readonly values: readonly ValueRow[];
  /** Submitting again under the same key returns the first Workflow. */
  readonly idempotencyKey: string | null;
  /** `services_api_key`, already encrypted; null: none. */
  readonly sealedSecret: string | null;
}

/** Rows that follow history within 250 ms. Each carries the seq it was folded to; an older one never replaces a newer. */
export interface ProjectionBatch {
  readonly workflows: readonly WorkflowSummary[];
  readonly jobs: readonly JobSummary[];
  readonly tasks: readonly TaskProjection[];
}

export interface TaskProjection {
  readonly workflowId: string;
  readonly jobId: string;
  readonly projectedSeq: number;
  readonly task: TaskState;
}

export interface WorkflowStore {
  /**
   * Stores the Workflow, its Jobs and their first events durably in one transaction.
   * @returns the id under which it is stored: another Workflow's when `idempotencyKey` was used before.
   */
  create(workflow: NewWorkflow): Promise<{ readonly workflowId: string; readonly created: boolean }>;
  /** @returns null for an unknown Workflow. */
  load(workflowId: string): Promise<WorkflowRecord | null>;
  /**
   * Takes over every Workflow that has not ended and whose owner is gone, raising its lease token,
   * so that whatever its former owner still tries is refused.
   */
  claimAbandoned(ownerId: string): Promise<WorkflowRecord[]>;
  project(batch: ProjectionBatch): Promise<void>;
  /** The Workflow a Job belongs to; null for an unknown Job. */
  workflowIdOf(jobId: string): Promise<string | null>;
  /** Removes everything of an ended Workflow, secrets and values included, and leaves a tombstone. */
  delete(workflowId: string): Promise<void>;
}
