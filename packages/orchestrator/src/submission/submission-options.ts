import { z } from "zod";
import { MAX_DURATION_MS } from "../service-settings.ts";

const DurationMs = z.number().int().positive().max(MAX_DURATION_MS);

/** Retries of a failed attempt. Delays in ms; without `maxRetries` there are none. */
export const RetryLimits = z.strictObject({
  maxRetries: z.number().int().nonnegative().max(100).optional(),
  retryDelayMs: DurationMs.optional(),
  backoffFactor: z.number().min(1).max(10).optional(),
  jitterRatio: z.number().min(0).max(1).optional(),
});
export type RetryLimits = z.infer<typeof RetryLimits>;

/** How a running task is asked for its status. Delays in ms: the first, and the longest between two polls. */
export const PollingLimits = z.strictObject({
  initialDelayMs: DurationMs.optional(),
  maxDelayMs: DurationMs.optional(),
  toleratedFailures: z.number().int().nonnegative().max(100).optional(),
});

/** Limits in ms: of connecting to a service, of one call, of one attempt. */
export const CallTimeouts = z.strictObject({
  connectMs: DurationMs.optional(),
  callMs: DurationMs.optional(),
  attemptMs: DurationMs.optional(),
  polling: PollingLimits.optional(),
});
export type CallTimeouts = z.infer<typeof CallTimeouts>;

/** How a submission is run. `nodes` says otherwise for single vertices, by `container:operation`. */
export const SubmissionOptions = z.strictObject({
  /** Independent Jobs. */
  jobs: z.number().int().min(1).max(10_000).default(1),
  /** Running Tasks over all Jobs; null: unlimited. */
  maxWorkers: z.number().int().min(1).max(10_000).nullable().default(null),
  retry: RetryLimits.extend({ nodes: z.record(z.string(), RetryLimits).default({}) }).prefault({}),
  timeouts: CallTimeouts.extend({
    /** Of each Job from its start. */
    workflowMs: DurationMs.optional(),
    nodes: z.record(z.string(), CallTimeouts).default({}),
  }).prefault({}),
});
export type SubmissionOptions = z.infer<typeof SubmissionOptions>;
