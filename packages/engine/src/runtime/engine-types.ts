import type {
  FlowDefinition,
  HistoryEvent,
  JobEntry,
  JsonObject,
  LogLine,
  WorkflowOrigin,
  WorkflowSummary,
} from "@gantry/contracts";

/** What a caller submits; ids and first events are made by the engine. */
export interface WorkflowRequest {
  readonly name: string;
  readonly origin: WorkflowOrigin;
  readonly flow: FlowDefinition;
  /** How many independent Jobs to run; default 1. */
  readonly jobs?: number;
  /** Overrides the Flow's limit; null: unlimited. */
  readonly maxWorkers?: number | null;
  readonly jobTimeoutMs?: number | null;
  /** The first messages of every Job. */
  readonly entries: readonly JobEntryRequest[];
  readonly submission?: JsonObject;
  readonly idempotencyKey?: string | null;
  readonly sealedSecret?: string | null;
  /** Instead of `jobs` and `entries`: each Job's own. */
  readonly jobSeeds?: readonly JobSeed[];
  /** The Job that these Jobs work for. */
  readonly parentJobId?: string | null;
  /** The ended Workflow that this one repeats. */
  readonly retryOf?: string | null;
}

/** How one Job begins. */
export interface JobSeed {
  /** Default: the engine gives it one. */
  readonly jobId?: string;
  readonly entries: readonly JobEntryRequest[];
  /** The ended Job whose completed Tasks are taken over. */
  readonly reusesJobId: string | null;
}

export type JobEntryRequest = Omit<JobEntry, "value"> & { readonly data: JsonObject };

export interface SubmittedWorkflow {
  readonly workflowId: string;
  readonly jobIds: readonly string[];
  /** false when the idempotency key named a Workflow that was there already. */
  readonly created: boolean;
}

/** Published after the commit that made it durable: `events` and `logs` of one Workflow in order, and where it stands now. */
export interface Committed {
  readonly workflowId: string;
  readonly events: readonly HistoryEvent[];
  readonly logs: readonly LogLine[];
  /** As of the moment it is read: never older than the events. */
  readonly summary: WorkflowSummary;
}
