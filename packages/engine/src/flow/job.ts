import type { JobState } from "@gantry/contracts";
import type { SavedJob } from "./saved-job.ts";

/** A Job that `Flow.execute` started: the handle to watch and steer it. */
export interface Job {
  readonly jobId: string;
  /** Its state now, as data. */
  readonly state: JobState;
  /** @returns true when it has ended, false at the timeout, which cancels nothing. */
  waitForCompletion(options?: { readonly timeoutMs?: number }): Promise<boolean>;
  /** The Job as it stands, whole, as data from which `Flow.resumeJob` goes on, also in another process. */
  serialize(): Promise<SavedJob>;
  /** Starts nothing more of this Job; what runs finishes. */
  pause(reason?: string): void;
  resume(): void;
  /** Tells running handlers to stop and starts nothing more; returns at once. */
  cancel(reason?: string): void;
}
