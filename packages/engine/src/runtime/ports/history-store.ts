import type { HistoryEvent, JobState, JsonValue, LogLine } from "@gantry/contracts";

/** A value over the inline limit, kept once per Workflow under the sha256 of its JSON text. */
export interface ValueRow {
  readonly ref: string;
  readonly json: string;
}

/** What one Workflow adds in a group commit. Events are in order, per Job continuing its last seq. */
export interface WorkflowAppend {
  readonly workflowId: string;
  /** Fencing token of the lease under which this was decided. */
  readonly leaseToken: number;
  readonly events: readonly HistoryEvent[];
  readonly logs: readonly LogLine[];
  readonly values: readonly ValueRow[];
}

/** A Job as it is loaded: the newest snapshot, if any, and every event after it. */
export interface StoredJob {
  readonly snapshot: JobState | null;
  readonly events: readonly HistoryEvent[];
}

/** Where history is kept. The truth: everything else can be folded from it. */
export interface HistoryStore {
  /**
   * Appends all of it durably, or nothing.
   * @throws AppError `history_conflict` when a (jobId, seq) exists already or a lease token is not the current one.
   */
  append(appends: readonly WorkflowAppend[]): Promise<void>;
  /** @returns null for an unknown Job. `untilSeq`: the state as it was then (the newest snapshot at or before it, events up to it). */
  loadJob(jobId: string, options?: { readonly untilSeq?: number }): Promise<StoredJob | null>;
  /** Events with seq > `afterSeq`, ascending, at most `limit`. */
  readEvents(jobId: string, afterSeq: number, limit: number): Promise<HistoryEvent[]>;
  /** Lines with logSeq > `afterLogSeq`, ascending, at most `limit`. */
  readLogs(jobId: string, afterLogSeq: number, limit: number): Promise<LogLine[]>;
  /** The highest logSeq of a Job; 0 when it has none. */
  lastLogSeq(jobId: string): Promise<number>;
  /** Keeps a fold so that later loads need not start at seq 1; older snapshots of the Job may stay. */
  saveSnapshot(state: JobState): Promise<void>;
  /** @throws AppError `not_found` when the Workflow has no such value. */
  readValue(workflowId: string, ref: string): Promise<JsonValue>;
}
