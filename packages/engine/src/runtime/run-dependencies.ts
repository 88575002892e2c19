import type { AppError, Execution } from "@gantry/contracts";
import type { Capacity } from "./capacity.ts";
import type { AvailabilityQuestion } from "./flow-availability.ts";
import type { GroupCommitter } from "./group-committer.ts";
import type { JobCapture } from "./hot-job.ts";
import type { Clock } from "./ports/clock.ts";
import type { Executor } from "./ports/executor.ts";
import type { HistoryStore, WorkflowAppend } from "./ports/history-store.ts";
import type { WorkflowRun } from "./workflow-run.ts";

export type Executors = Readonly<Partial<Record<Execution, Executor>>>;

/** What a WorkflowRun needs from the engine that it runs in. */
export interface RunDependencies {
  readonly clock: Clock;
  readonly history: HistoryStore;
  readonly committer: GroupCommitter;
  readonly capacity: Capacity;
  readonly executors: Executors;
  /** Whether the code of a Workflow's Flow is here; absent: always. */
  readonly isAvailable?: (workflow: AvailabilityQuestion) => boolean;
  /** How long a handler that was told to stop may take, ms. */
  readonly graceMs: number;
  /** Random number in [0, 1). */
  readonly random: () => number;
  /** Counts a promise that nobody awaits, and reports its failure. */
  readonly background: (work: Promise<void>) => void;
  readonly onCommitted: (run: WorkflowRun, append: WorkflowAppend, captures: readonly JobCapture[]) => void;
  /** Every Job has ended, durably, and nothing runs any more. May be called again. */
  readonly onEnded: (run: WorkflowRun) => void;
  readonly onAttemptEnded: () => void;
  readonly onConflict: (run: WorkflowRun, error: AppError) => void;
}
