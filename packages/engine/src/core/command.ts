import type { Failure, JsonObject, StoredValue } from "@gantry/contracts";

/** An emission as a handler made it; `key` is `#<ordinal>` unless the caller named it. */
export interface Emission {
  readonly event: string;
  readonly key: string;
  readonly data: StoredValue;
}

/** A write to the Job's shared data; `write` numbers this Task's writes of that key from 1. */
export interface DataWrite {
  readonly key: string;
  readonly write: number;
  readonly value: StoredValue;
}

interface OfAttempt {
  readonly taskId: string;
  /** A report of an attempt that is not the current one changes nothing. */
  readonly attempt: number;
}

/** What may be asked of a Job. The runtime adds the time; randomness and user functions ran before. */
export type Command =
  | { readonly type: "start_job" }
  | { readonly type: "pause_job"; readonly reason: string | null }
  | { readonly type: "resume_job" }
  | { readonly type: "cancel_job"; readonly reason: string | null }
  /**
   * Ends the Job as failed at once (its time is over, its Flow is gone); running attempts are cancelled.
   * Without effect on a Job that is being cancelled.
   */
  | { readonly type: "fail_job"; readonly error: Failure }
  | { readonly type: "start_task"; readonly taskId: string; readonly lane: number }
  /** The wait that a Slot's activation policy allows is over; without effect when `dueAtMs` is not its end (any more). */
  | { readonly type: "end_wait"; readonly routine: string; readonly slot: string; readonly dueAtMs: number }
  | (OfAttempt & {
      readonly type: "report_progress";
      readonly percent: number | null;
      readonly message: string | null;
      readonly acknowledgedAs: string | null;
      readonly detail?: JsonObject | null;
    })
  | (OfAttempt & { readonly type: "emit"; readonly emission: Emission })
  | (OfAttempt & { readonly type: "set_data"; readonly data: DataWrite })
  | (OfAttempt & {
      readonly type: "set_stat";
      readonly name: string;
      readonly write: number;
      readonly value: number;
      /** Numbers the changes of the whole Workflow, ascending; gaps mean nothing. */
      readonly change: number;
    })
  | (OfAttempt & {
      readonly type: "complete_task";
      readonly output: StoredValue | null;
      readonly emissions: readonly Emission[];
    })
  | (OfAttempt & {
      readonly type: "fail_task";
      readonly error: Failure;
      readonly retryable: boolean;
      /** Random number in [0, 1) that spreads retries when the policy says so. */
      readonly jitter: number;
    })
  /** The handler wants to be run again at `dueAtMs`; no failure. */
  | (OfAttempt & { readonly type: "defer_task"; readonly dueAtMs: number })
  /** The code of its Flow is not here: no failure, but its Job must wait until it is. */
  | (OfAttempt & { readonly type: "suspend_task"; readonly error: Failure })
  /** The attempt is gone without a result: its process died, or its service forgot it. */
  | (OfAttempt & { readonly type: "lose_task"; readonly error: Failure })
  /** The attempt stopped because it was told to. */
  | (OfAttempt & { readonly type: "stop_task" })
  /** A queued Task takes over what the same Task of an earlier Job left. */
  | {
      readonly type: "reuse_task";
      readonly taskId: string;
      readonly output: StoredValue | null;
      readonly emissions: readonly Emission[];
      readonly data: readonly DataWrite[];
    };

export type CommandOf<T extends Command["type"]> = Extract<Command, { type: T }>;
