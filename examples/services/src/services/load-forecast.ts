import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { fileJson } from "../data-exchange.ts";
import { inputDocument, LoadProfile, type LoadForecast } from "../energy/documents.ts";
import { betterForecast, SMOOTHING_CANDIDATES } from "../energy/load-forecast.ts";
import { pacedSteps } from "../paced-steps.ts";
import { durationMs } from "../parameters.ts";

export const taskManager = new TaskManager();

/** The other, long branch: progress and a message for every candidate. Parameter `duration_ms` (6000). */
export function execute_ForecastLoad(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, forecast, request);
  return { status: "running" };
}

const forecast: BackgroundWorker = async (taskId, request, manager, signal) => {
  const profile = await inputDocument(request.inputs, LoadProfile);
  const steps = SMOOTHING_CANDIDATES.length;
  let best: LoadForecast | null = null;
  await pacedSteps({ steps, durationMs: durationMs(request, 6_000), signal }, (index) => {
    best = betterForecast(profile, SMOOTHING_CANDIDATES[index] ?? 0, best);
    const message = `Candidate ${index + 1} of ${steps}: best error ${best.error_kw.toFixed(2)} kW`;
    manager.updateProgress(taskId, (100 * (index + 1)) / steps, message);
  });
  manager.completeTask(taskId, await fileJson(request, best));
};
