import { parentPort, workerData } from "node:worker_threads";
import type { ExecuteRequest } from "@gantry/contracts";
import type { DataReferenceInput } from "./data-reference-input.ts";
import type { ThreadMessage } from "./thread-message.ts";

/** What work in a thread may say about its Task; what comes after the Task's end has no effect. */
export interface ThreadReporter {
  /** `percent` 0-100, clamped. */
  updateProgress(percent: number, message?: string): void;
  completeTask(reference: DataReferenceInput): void;
  failTask(message: string): void;
}

/**
 * To be called once by a module that `inThread` names. An exception that escapes `work` fails the Task.
 * @throws Error on the main thread.
 */
export async function serveThread(
  work: (taskId: string, request: ExecuteRequest, reporter: ThreadReporter) => Promise<void> | void,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("serveThread belongs in a module that inThread starts");
  // Written by `inThread` alone.
  const { taskId, request } = workerData as { readonly taskId: string; readonly request: ExecuteRequest };
  const send = (message: ThreadMessage): void => port.postMessage(message);
  await work(taskId, request, {
    updateProgress: (percent, message) =>
      send({ kind: "progress", percent, ...(message === undefined ? {} : { message }) }),
    completeTask: (reference) => send({ kind: "complete", reference }),
    failTask: (error) => send({ kind: "fail", error }),
  });
}
