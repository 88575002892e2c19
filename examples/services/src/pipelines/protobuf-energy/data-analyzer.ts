import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { DataPlane, fetchFromUpstream } from "@gantry/service-sdk/grpc";
import { pacedSteps } from "../../paced-steps.ts";
import { durationMs } from "../../parameters.ts";
import { analyzeReadings } from "../energy/stages.ts";
import { singleInput } from "../single-input.ts";
import { DATA_ANALYZER, DATA_GENERATOR } from "./protos.ts";

export const taskManager = new TaskManager();
export const dataPlane = new DataPlane({ service: DATA_ANALYZER });

const STEPS = 10;

/** Long: fetches the readings, publishes what is in them. Parameter `duration_ms` (2000). */
export function execute_AnalyzeData(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, analyze, request);
  return { status: "running" };
}

const analyze: BackgroundWorker = async (taskId, request, manager, signal) => {
  const readings = await fetchFromUpstream(singleInput(request), { upstream: DATA_GENERATOR, request, signal });
  await pacedSteps({ steps: STEPS, durationMs: durationMs(request, 2_000), signal }, (step) => {
    manager.updateProgress(taskId, (100 * (step + 1)) / STEPS, `${readings.hourly_wh.length} hours, part ${step + 1}`);
  });
  manager.completeTask(taskId, dataPlane.publishResult(request, analyzeReadings(readings)));
};
