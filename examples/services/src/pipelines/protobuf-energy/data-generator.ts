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
import { generateReadings } from "../energy/stages.ts";
import { singleInput } from "../single-input.ts";
import { DATA_GENERATOR, INPUT_PROVIDER } from "./protos.ts";

export const taskManager = new TaskManager();
export const dataPlane = new DataPlane({ service: DATA_GENERATOR });

/** Long: fetches the configuration, publishes readings. Parameter `duration_ms` (2000). */
export function execute_GenerateData(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, generate, request);
  return { status: "running" };
}

const generate: BackgroundWorker = async (taskId, request, manager, signal) => {
  const configuration = await fetchFromUpstream(singleInput(request), { upstream: INPUT_PROVIDER, request, signal });
  const { days } = configuration;
  await pacedSteps({ steps: days, durationMs: durationMs(request, 2_000), signal }, (day) => {
    manager.updateProgress(taskId, (100 * (day + 1)) / days, `Day ${day + 1} of ${days}`);
  });
  manager.completeTask(taskId, dataPlane.publishResult(request, generateReadings(configuration)));
};
