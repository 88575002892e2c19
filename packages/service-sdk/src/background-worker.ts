import type { ExecuteRequest } from "@gantry/contracts";
import type { TaskManager } from "./task-manager.ts";

/**
 * Long work. It reports through the manager, and stops when `signal` aborts (the Task was cancelled, or the service
 * shuts down). It must end its Task: by `completeTask`, `failTask` or an exception.
 */
export type BackgroundWorker = (
  taskId: string,
  request: ExecuteRequest,
  manager: TaskManager,
  signal: AbortSignal,
) => Promise<void> | void;

/**
 * Starts `worker` for a Task and returns at once. The Task is registered if it was not yet; a Task that has a worker,
 * or has ended, gets no second one. An exception that escapes fails the Task with its message.
 */
export function runInBackground(
  manager: TaskManager,
  taskId: string,
  worker: BackgroundWorker,
  request: ExecuteRequest,
): void {
  manager.registerTask(taskId, request);
  const signal = manager.beginWork(taskId);
  // The next turn of the loop: work that starts with a long synchronous piece must not delay the answer to `execute`.
  if (signal !== null) setImmediate(() => void runWorker(manager, taskId, worker, request, signal));
}

async function runWorker(
  manager: TaskManager,
  taskId: string,
  worker: BackgroundWorker,
  request: ExecuteRequest,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (signal.aborted) return;
    await worker(taskId, request, manager, signal);
    // Without this a forgotten `completeTask` would leave the caller polling for ever.
    manager.failTask(taskId, `The worker of task ${taskId} returned without completing it`);
  } catch (thrown) {
    manager.failTask(taskId, thrown instanceof Error ? thrown.message : String(thrown));
  }
}
