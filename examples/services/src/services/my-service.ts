import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { inlineJson } from "../data-exchange.ts";
import { pacedSteps } from "../paced-steps.ts";
import { durationMs } from "../parameters.ts";

export const taskManager = new TaskManager();

/** The concurrent service template: a long task with progress in ten steps. Parameter `duration_ms` (10000). */
export function execute_LongProcess(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, longProcess, request);
  return { status: "running", task_id: request.task_id };
}

const longProcess: BackgroundWorker = async (taskId, request, manager, signal) => {
  const steps = 10;
  await pacedSteps({ steps, durationMs: durationMs(request, 10_000), signal }, (index) => {
    manager.updateProgress(taskId, (index + 1) * 10, `Step ${index + 1} of ${steps}`);
  });
  manager.completeTask(taskId, inlineJson({ task_id: taskId, inputs: request.inputs.length, steps }));
};
