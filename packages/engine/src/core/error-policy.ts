import type { ErrorPolicy, TaskState } from "@gantry/contracts";
import type { CompiledFlow } from "./compiled-flow.ts";

/** What becomes of a Task, and of its Job, when it is not tried again. */
export type LastResort = ErrorPolicy["onExhausted"];

/** What follows a failed attempt. */
export type FailureOutcome = { readonly kind: "retry"; readonly delayMs: number } | { readonly kind: LastResort };

/** The Routine's own policy, else its Flow's. */
export const policyOf = (flow: CompiledFlow, routine: string): ErrorPolicy =>
  flow.routine(routine).errorPolicy ?? flow.definition.errorPolicy;

/** Delay before the retry that follows `failures` earlier failures: exponential, with up to `jitterRatio` of it random. */
export const retryDelayMs = (policy: ErrorPolicy, failures: number, jitter: number): number =>
  Math.round(policy.retryDelayMs * policy.backoffFactor ** failures * (1 - policy.jitterRatio * jitter));

export const lastResort = (policy: ErrorPolicy): LastResort =>
  policy.strategy === "retry" ? policy.onExhausted : policy.strategy;

export function outcomeOfFailure(
  policy: ErrorPolicy,
  task: TaskState,
  retryable: boolean,
  jitter: number,
): FailureOutcome {
  const again = policy.strategy === "retry" && retryable && task.failures < policy.maxRetries;
  return again ? { kind: "retry", delayMs: retryDelayMs(policy, task.failures, jitter) } : { kind: lastResort(policy) };
}

/** How often an attempt may be lost before its Task is given up: a Task that kills its process must not do so for ever. */
export const allowedLosses = (flow: CompiledFlow, routine: string): number =>
  flow.routine(routine).execution === "service" ? 3 : 2;
