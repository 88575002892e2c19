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
