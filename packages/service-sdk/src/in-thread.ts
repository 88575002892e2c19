import { Worker, type WorkerOptions } from "node:worker_threads";
import type { BackgroundWorker } from "./background-worker.ts";
import type { TaskManager } from "./task-manager.ts";
import type { ThreadMessage } from "./thread-message.ts";

/** Memory limits and Node flags of the thread; by default those of the process. */
export type ThreadOptions = Pick<WorkerOptions, "resourceLimits" | "execArgv">;

/**
 * Makes a background worker that runs in a thread of its own, so that CPU-heavy work does not keep the service from
 * answering `/control/status`: `runInBackground(manager, id, inThread(new URL("./train.ts", import.meta.url)), request)`.
 * The module calls `serveThread` with the work. Cancelling the Task ends the thread, even in the middle of a computation.
 */
export function inThread(module: URL, options: ThreadOptions = {}): BackgroundWorker {
  return (taskId, request, manager, signal) =>
    new Promise((resolve, reject) => {
      const thread = new Worker(module, { ...options, workerData: { taskId, request } });
      const terminate = (): void => void thread.terminate();
      signal.addEventListener("abort", terminate, { once: true });
      thread.on("message", (message: ThreadMessage) => {
        try {
          apply(manager, taskId, message);
        } catch (error) {
          // An invalid output: there is nobody in the thread to tell.
          manager.failTask(taskId, error instanceof Error ? error.message : String(error));
        }
      });
      thread.once("error", reject);
      thread.once("exit", () => {
        signal.removeEventListener("abort", terminate);
        resolve();
      });
    });
}

function apply(manager: TaskManager, taskId: string, message: ThreadMessage): void {
  switch (message.kind) {
    case "progress":
      manager.updateProgress(taskId, message.percent, message.message);
      return;
    case "complete":
      manager.completeTask(taskId, message.reference);
      return;
    case "fail":
      manager.failTask(taskId, message.error);
      return;
  }
}
