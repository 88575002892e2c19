import type { DataReference, ExecuteRequest } from "@gantry/contracts";

/** How a Task of this service stands. Both ends are final: nothing that comes later changes them. */
export type TaskOutcome =
  | { readonly status: "running"; readonly progress: number; readonly message: string | null }
  | { readonly status: "complete"; readonly output: DataReference }
  | { readonly status: "failed"; readonly error: string; readonly cancelled: boolean };

/** A Task as its TaskManager shows it. */
export interface TrackedTask {
  readonly taskId: string;
  readonly request: ExecuteRequest;
  readonly outcome: TaskOutcome;
}

/** The TaskManager's own record of a Task. */
export interface TaskRecord {
  readonly taskId: string;
  readonly request: ExecuteRequest;
  /** Aborted when the Task is cancelled or the service shuts down. */
  readonly abort: AbortController;
  outcome: TaskOutcome;
  /** Whether a background worker has taken it; a second one never starts. */
  begun: boolean;
  /** Whether somebody has asked for the outcome since the end. */
  collected: boolean;
  /** Epoch milliseconds; null while it runs. */
  finishedAtMs: number | null;
}

export const newTaskRecord = (taskId: string, request: ExecuteRequest): TaskRecord => ({
  taskId,
  request,
  abort: new AbortController(),
  outcome: { status: "running", progress: 0, message: null },
  begun: false,
  collected: false,
  finishedAtMs: null,
});
