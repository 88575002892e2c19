import { z } from "zod";
import { SubmittedFlowBody } from "./submitted-flow-body.ts";
import type { SubmissionRequest } from "../application/submission.ts";

const DurationMs = z
  .number()
  .int()
  .positive()
  .max(24 * 24 * 3_600_000);

const RetryLimits = z.strictObject({
  max_retries: z.number().int().nonnegative().max(100).optional(),
  retry_delay_ms: DurationMs.optional(),
  backoff_factor: z.number().min(1).max(10).optional(),
  jitter_ratio: z.number().min(0).max(1).optional(),
});

const PollingLimits = z.strictObject({
  initial_delay_ms: DurationMs.optional(),
  max_delay_ms: DurationMs.optional(),
  tolerated_failures: z.number().int().nonnegative().max(100).optional(),
});

const CallTimeouts = z.strictObject({
  connect_ms: DurationMs.optional(),
  call_ms: DurationMs.optional(),
  attempt_ms: DurationMs.optional(),
  polling: PollingLimits.optional(),
});

/** The body of `POST /workflows`. What the documents say is checked after this, and answered with 400. */
export const SubmissionBody = z.strictObject({
  blueprint: z.unknown().optional(),
  dockerinfo: z.unknown().optional(),
  inputs: z.unknown().optional(),
  services_api_key: z.string().max(4096).nullish(),
  flow: SubmittedFlowBody.optional(),
  name: z.string().trim().min(1).max(200).optional(),
  jobs: z.number().int().min(1).max(10_000).optional(),
  max_workers: z.number().int().min(1).max(10_000).nullish(),
  parameters: z.unknown().optional(),
  retry: RetryLimits.extend({ nodes: z.record(z.string(), RetryLimits).optional() }).optional(),
  timeouts: CallTimeouts.extend({
    workflow_ms: DurationMs.optional(),
    nodes: z.record(z.string(), CallTimeouts).optional(),
  }).optional(),
  idempotency_key: z.string().min(1).max(200).optional(),
});
export type SubmissionBody = z.infer<typeof SubmissionBody>;

const toRetry = (limits: z.infer<typeof RetryLimits>) => ({
  maxRetries: limits.max_retries,
  retryDelayMs: limits.retry_delay_ms,
  backoffFactor: limits.backoff_factor,
  jitterRatio: limits.jitter_ratio,
});

const toTimeouts = (limits: z.infer<typeof CallTimeouts>) => ({
  connectMs: limits.connect_ms,
  callMs: limits.call_ms,
  attemptMs: limits.attempt_ms,
  polling: limits.polling && toPolling(limits.polling),
});

const toPolling = (limits: z.infer<typeof PollingLimits>) => ({
  initialDelayMs: limits.initial_delay_ms,
  maxDelayMs: limits.max_delay_ms,
  toleratedFailures: limits.tolerated_failures,
});

const mapValues = <A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** The same submission as the rest of the server reads it. An empty key means none, as the original had it. */
export function toSubmission(body: SubmissionBody, headerKey: string | undefined): SubmissionRequest {
  const { retry, timeouts, services_api_key: apiKey } = body;
  return {
    blueprint: body.blueprint,
    dockerinfo: body.dockerinfo,
    inputs: body.inputs ?? undefined,
    parameters: body.parameters ?? undefined,
    flow: body.flow,
    name: body.name,
    servicesApiKey: apiKey === null || apiKey === "" ? undefined : apiKey,
    jobs: body.jobs,
    maxWorkers: body.max_workers,
    retry: retry && { ...toRetry(retry), nodes: retry.nodes && mapValues(retry.nodes, toRetry) },
    timeouts: timeouts && {
      ...toTimeouts(timeouts),
      workflowMs: timeouts.workflow_ms,
      nodes: timeouts.nodes && mapValues(timeouts.nodes, toTimeouts),
    },
    idempotencyKey: body.idempotency_key ?? headerKey,
  };
}
