import { z } from "zod";
import { Failure } from "./failure.ts";
import { JsonObject, JsonValue } from "./json.ts";
import { JobStatus } from "./status.ts";

/**
 * A managed operation: a Job of a one-Routine Flow, seen by who starts, watches and cancels it. It has no state of its
 * own: everything here is read from that Job. Source: page 5, seed 4.
 */

/** Size of a progress context as JSON text: it is for what a person watches, not for data. */
export const PROGRESS_CONTEXT_MAX_BYTES = 4 * 1024;

const AtMs = z.number().nullable();
const Count = z.number().nonnegative().nullable();

/** How far an operation has come. null: nobody said. */
export const GenericProgressState = z.object({
  currentStep: Count,
  totalSteps: Count,
  /** 0-100; never decreases within an attempt. */
  percentage: z.number().min(0).max(100),
  message: z.string(),
  itemsProcessed: Count,
  totalItems: Count,
  /** What the domain adds (phase, mode, current item, metrics): JSON, at most 4 KiB, secrets redacted. */
  context: JsonObject,
  startedAtMs: AtMs,
  estimatedRemainingMs: AtMs,
});
export type GenericProgressState = z.infer<typeof GenericProgressState>;

/** What of a GenericProgressState a `task_progressed` carries beside its percent and message. */
export const ProgressDetail = GenericProgressState.omit({ percentage: true, message: true });
export type ProgressDetail = z.infer<typeof ProgressDetail>;

/** What an operation is, as it was started: its Routine's `config`. */
export const OperationFacts = z.object({
  /** The ServiceOrchestrator's name. */
  service: z.string(),
  /** An open word of the service's own. */
  operationType: z.string(),
  /** Whether its function is registered as service/type: only then it can be run again, after a crash or by a retry. */
  registered: z.boolean(),
  totalSteps: Count,
  /** Kept whole, as it was given. */
  metadata: JsonObject,
  /** Names a child among its siblings, so that a parent that is run again finds what is done; null for a root. */
  childKey: z.string().nullable(),
});
export type OperationFacts = z.infer<typeof OperationFacts>;

export const OperationSummary = z.object({
  /** Its Job's id: `op_…`. */
  operationId: z.string(),
  workflowId: z.string(),
  ...OperationFacts.shape,
  name: z.string(),
  status: JobStatus,
  /** Asked to stop, and not stopped yet. */
  cancelRequested: z.boolean(),
  progress: GenericProgressState,
  parentOperationId: z.string().nullable(),
  /** The Workflow of the operation that this one repeats. */
  retryOf: z.string().nullable(),
  createdAtMs: z.number(),
  startedAtMs: AtMs,
  finishedAtMs: AtMs,
  error: Failure.nullable(),
  /** Why it was cancelled, or the code of its failure (`owner_lost`, `timeout` …); null while neither. */
  reason: z.string().nullable(),
});
export type OperationSummary = z.infer<typeof OperationSummary>;

/** `result` is what its function returned; null until it completed, or when it returned nothing. */
export const OperationDetail = OperationSummary.extend({
  result: JsonValue.nullable(),
  /** The JSON that its function was started with. */
  context: JsonObject,
  children: z.array(OperationSummary),
});
export type OperationDetail = z.infer<typeof OperationDetail>;

export const OperationListQuery = z.object({
  status: JobStatus.optional(),
  /** `type`, or `service/type`. */
  operationType: z.string().optional(),
  /** Only such as have not ended. */
  activeOnly: z.boolean().optional(),
  /** The children of one operation; null: only such as have no parent. */
  parentOperationId: z.string().nullable().optional(),
  limit: z.number().int().positive().max(1_000).optional(),
  offset: z.number().int().nonnegative().optional(),
});
export type OperationListQuery = z.infer<typeof OperationListQuery>;

/** Newest first; `total` counts every match, `activeCount` all operations that have not ended. */
export const OperationPage = z.object({
  operations: z.array(OperationSummary),
  total: z.number().int(),
  activeCount: z.number().int(),
});
export type OperationPage = z.infer<typeof OperationPage>;

/** One report of an operation's progress; `seq` is its place in the Job's history. */
export const ProgressSample = z.object({ seq: z.number().int(), atMs: z.number(), progress: GenericProgressState });
export type ProgressSample = z.infer<typeof ProgressSample>;

/** `nextCursor` goes into the next call, also when there was nothing new. */
export const ProgressSamplePage = z.object({ samples: z.array(ProgressSample), nextCursor: z.number().int() });
export type ProgressSamplePage = z.infer<typeof ProgressSamplePage>;

/** What can be started by name. */
export const RegisteredOperation = z.object({
  service: z.string(),
  operationType: z.string(),
  description: z.string(),
});
export type RegisteredOperation = z.infer<typeof RegisteredOperation>;
