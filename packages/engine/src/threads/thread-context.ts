import type { JsonObject } from "@gantry/contracts";
import type { AttemptContext } from "../runtime/ports/executor.ts";

/** What means the same on a thread. */
type SameOnThread =
  | "workflowId"
  | "jobId"
  | "taskId"
  | "attempt"
  | "routine"
  | "queuedAtMs"
  | "activation"
  | "config"
  | "signal"
  | "sharedData"
  | "emit"
  | "log"
  | "progress"
  | "setStat"
  | "sleep";

/**
 * What a function on a thread may do to its Job: the attempt's context, with the same meaning. What it records
 * arrives in the order in which it was said; what needs an answer is a promise. `signal.aborted` is also true in the
 * middle of a synchronous loop, so that one that looks at it now and then ends in time.
 *
 * Source: page 3, decision 14.
 */
export interface ThreadContext extends Pick<AttemptContext, SameOnThread> {
  /** `fallback`: 0. */
  readonly getStat: (name: string, fallback?: number) => Promise<number>;
  /** Atomic over all threads. @returns the new value. */
  readonly incrementStat: (name: string, by?: number) => Promise<number>;
  /** Atomic over all threads: `update` is called again when somebody else was faster. @returns the new value. */
  readonly updateStat: (name: string, update: (value: number) => number) => Promise<number>;
  /** All of the Routine's stats, by name. */
  readonly stats: () => Promise<Readonly<Record<string, number>>>;
  /**
   * To be awaited. Resolves when `atMs` (epoch ms) has come; before that it rejects with what ends the attempt without a
   * result, to be run again then. Meanwhile it holds neither worker nor thread. Do not catch what it rejects with.
   */
  readonly deferUntil: (atMs: number) => Promise<void>;
}

/** A function that a thread slot names. `data` is its own copy; what it returns (JSON, or nothing) is the Task's output. */
export type ThreadHandler<In extends JsonObject = JsonObject> = (data: In, context: ThreadContext) => unknown;
