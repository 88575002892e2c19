import { z } from "zod";

const DurationMs = z
  .number()
  .int()
  .positive()
  .max(24 * 24 * 3_600_000);

const RetryLimits = z.strictObject({
  maxRetries: z.number().int().nonnegative().max(100).optional(),
  retryDelayMs: DurationMs.optional(),
  backoffFactor: z.number().min(1).max(10).optional(),
  jitterRatio: z.number().min(0).max(1).optional(),
});

/** Retries of a failed attempt; `nodes` says otherwise for single vertices, by `container:operation`. */
export const RetryOptions = RetryLimits.extend({ nodes: z.record(z.string(), RetryLimits).optional() });
export type RetryOptions = z.infer<typeof RetryOptions>;

/** How a running remote Task is asked for its status; a poll that fails is put up with `toleratedFailures` times in a row. */
const PollingLimits = z.strictObject({
  initialDelayMs: DurationMs.optional(),
  maxDelayMs: DurationMs.optional(),
  toleratedFailures: z.number().int().nonnegative().max(100).optional(),
});

const CallTimeouts = z.strictObject({
  connectMs: DurationMs.optional(),
  callMs: DurationMs.optional(),
  attemptMs: DurationMs.optional(),
  polling: PollingLimits.optional(),
});

/** Limits in ms: of connecting to a service, of one call, of one attempt, and of each Job from its start. */
export const TimeoutOptions = CallTimeouts.extend({
  workflowMs: DurationMs.optional(),
  nodes: z.record(z.string(), CallTimeouts).optional(),
});
export type TimeoutOptions = z.infer<typeof TimeoutOptions>;

/** The documents of an upload as parsed JSON; their own rules are checked by the orchestrator. */
export const SubmissionDocuments = z.object({
  blueprint: z.unknown().optional(),
  dockerinfo: z.unknown().optional(),
  inputs: z.unknown().optional(),
  parameters: z.unknown().optional(),
});
export type SubmissionDocuments = z.infer<typeof SubmissionDocuments>;

/** A registered Flow by its id, or a whole one as a document, whose own rules are checked when it is read. */
export const SubmittedFlow = z.union([z.string().min(1).max(200), z.record(z.string(), z.unknown())]);
export type SubmittedFlow = z.infer<typeof SubmittedFlow>;

/** One submission: either `blueprint` and `dockerinfo`, or `flow`: the id of a registered Flow, or a serialised Flow. */
export const SubmissionRequest = SubmissionDocuments.extend({
  flow: SubmittedFlow.optional(),
  name: z.string().trim().min(1).max(200).optional(),
  /** Sent to the services as their bearer token, and kept sealed. */
  servicesApiKey: z.string().min(1).max(4096).optional(),
  /** How many independent Jobs to run; default 1. */
  jobs: z.number().int().min(1).max(10_000).optional(),
  /** Running Tasks over all Jobs; null: unlimited; absent: the Flow's own limit. */
  maxWorkers: z.number().int().min(1).max(10_000).nullable().optional(),
  retry: RetryOptions.optional(),
  timeouts: TimeoutOptions.optional(),
  /** Submitting again under the same key returns the first Workflow. */
  idempotencyKey: z.string().min(1).max(200).optional(),
});
export type SubmissionRequest = z.infer<typeof SubmissionRequest>;
