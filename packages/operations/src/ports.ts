import type {
  HistoryEvent,
  JobState,
  JobStatus,
  JobSummary,
  JsonObject,
  JsonValue,
  TaskState,
} from "@gantry/contracts";
import type { Committed, SubmittedWorkflow, WorkflowRequest } from "@gantry/engine";

/** What managed operations need of the engine: `Engine` is one. */
export interface OperationEngine {
  submit(request: WorkflowRequest): Promise<SubmittedWorkflow>;
  cancel(target: { readonly jobId: string }, reason?: string): Promise<void>;
  retry(target: { readonly jobId: string }): Promise<SubmittedWorkflow>;
  readJob(jobId: string): Promise<JobState | null>;
  onCommitted(listener: (committed: Committed) => void): () => void;
}

/** An operation's rows. They may be 250 ms behind its history. */
export interface StoredOperation {
  readonly name: string;
  readonly retryOf: string | null;
  /** OperationFacts, as they were stored. */
  readonly facts: JsonObject;
  readonly job: JobSummary;
  /** null until its Task was first written. */
  readonly task: TaskState | null;
}

export interface StoredOperationQuery {
  readonly status?: JobStatus;
  /** `type`, or `service/type`. */
  readonly operationType?: string;
  readonly activeOnly?: boolean;
  /** null: only such as have no parent. */
  readonly parentJobId?: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** Newest first; `total` counts every match, `activeCount` all operations that have not ended. */
export interface StoredOperationPage {
  readonly operations: readonly StoredOperation[];
  readonly total: number;
  readonly activeCount: number;
}

/** Where operations are looked up: Jobs of Workflows whose origin is `operation`. */
export interface OperationStore {
  find(operationId: string): Promise<StoredOperation | null>;
  list(query: StoredOperationQuery): Promise<StoredOperationPage>;
  /** Events of a Job with seq > `afterSeq`, ascending, at most `limit`. */
  readEvents(jobId: string, afterSeq: number, limit: number): Promise<HistoryEvent[]>;
  readValue(workflowId: string, ref: string): Promise<JsonValue>;
}
