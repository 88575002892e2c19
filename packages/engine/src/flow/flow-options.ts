import type { ErrorPolicyOptions } from "@gantry/contracts";
import type { Clock } from "../runtime/ports/clock.ts";

export interface FlowOptions {
  readonly flowId: string;
  /** For people; default: the id. */
  readonly name?: string;
  readonly description?: string;
  /** Raise it when the Flow changes in a way that running Jobs must not see; default "1". */
  readonly version?: string;
  /** `sequential` (default): one activation at a time; `concurrent`: up to `maxWorkers`. */
  readonly executionStrategy?: "sequential" | "concurrent";
  /** Activations running at once, over all Jobs; default 5 when concurrent. */
  readonly maxWorkers?: number;
  /** Under a server: how many Jobs a submission runs that does not say; default 1. */
  readonly defaultJobs?: number;
  /** Limit of each Job that says none itself, ms; default none. */
  readonly executionTimeoutMs?: number | null;
  /** For Routines that say nothing themselves; default stop. */
  readonly errorPolicy?: ErrorPolicyOptions;
  /** Default 100,000. */
  readonly maxTasksPerJob?: number;
  /** Warns, as the server does, when a handler blocks the event loop for so long, ms; default: nobody looks. */
  readonly blockedLoopWarningMs?: number;
  readonly clock?: Clock;
}

/** What is wrong with them that no compiler saw, as sentences; the limits of a FlowDefinition are `validateFlow`'s. */
export function optionFaults({ flowId, ...options }: FlowOptions): string[] {
  const { executionStrategy = "sequential", executionTimeoutMs = null, defaultJobs = 1 } = options;
  const strategy: string = executionStrategy;
  const faults: string[] = [];
  if (typeof flowId !== "string" || flowId === "") faults.push("flowId must be a text that is not empty");
  if (strategy !== "sequential" && strategy !== "concurrent")
    faults.push(`executionStrategy must be "sequential" or "concurrent", not "${strategy}"`);
  if (!isTimeout(executionTimeoutMs))
    faults.push(`executionTimeoutMs must be above 0, not ${String(executionTimeoutMs)}`);
  if (!(Number.isSafeInteger(defaultJobs) && defaultJobs > 0))
    faults.push(`defaultJobs must be a whole number above 0, not ${String(defaultJobs)}`);
  return faults;
}

/** null: none. Not so NaN, with which a timer fires at once. */
export const isTimeout = (timeoutMs: number | null): boolean => timeoutMs === null || timeoutMs > 0;
