import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { inlineJson } from "../data-exchange.ts";
import { inputDocument, LoadProfile } from "../energy/documents.ts";
import { analyseLoad } from "../energy/load-analysis.ts";
import { pacedSteps } from "../paced-steps.ts";
import { durationMs } from "../parameters.ts";

export const taskManager = new TaskManager();

/** One branch. Parameter `duration_ms` (1500). */
export function execute_AnalyseLoad(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, analyse, request);
  return { status: "running" };
}

const analyse: BackgroundWorker = async (taskId, request, manager, signal) => {
  const profile = await inputDocument(request.inputs, LoadProfile);
  const days = Math.ceil(profile.hourly_kw.length / 24);
  await pacedSteps({ steps: days, durationMs: durationMs(request, 1_500), signal }, (day) => {
    manager.updateProgress(taskId, (100 * (day + 1)) / days, `Day ${day + 1} of ${days}`);
  });
  manager.completeTask(taskId, inlineJson(analyseLoad(profile)));
};
