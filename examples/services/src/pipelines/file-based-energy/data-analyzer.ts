import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { fileJson, readText } from "../../data-exchange.ts";
import { pacedSteps } from "../../paced-steps.ts";
import { durationMs } from "../../parameters.ts";
import { fromCsv } from "../energy/readings-csv.ts";
import { analyzeReadings } from "../energy/stages.ts";
import { singleInput } from "../single-input.ts";

export const taskManager = new TaskManager();

const STEPS = 10;

/** Long: reads the table, writes what is in it as JSON. Parameter `duration_ms` (2000). */
export function execute_AnalyzeData(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, analyze, request);
  return { status: "running" };
}

const analyze: BackgroundWorker = async (taskId, request, manager, signal) => {
  const readings = fromCsv(await readText(singleInput(request)));
  await pacedSteps({ steps: STEPS, durationMs: durationMs(request, 2_000), signal }, (step) => {
    manager.updateProgress(taskId, (100 * (step + 1)) / STEPS, `${readings.hourly_wh.length} hours, part ${step + 1}`);
  });
  manager.completeTask(taskId, await fileJson(request, analyzeReadings(readings)));
};
