import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { fileJson, readJson } from "../../data-exchange.ts";
import { pacedSteps } from "../../paced-steps.ts";
import { durationMs } from "../../parameters.ts";
import { singleInput } from "../single-input.ts";
import { generateChronics, GridNode } from "./chronics.ts";

export const taskManager = new TaskManager();

/** Long: the node's time series. Parameter `duration_ms` (3000). */
export function execute_GenerateChronics(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, generate, request);
  return { status: "running" };
}

const generate: BackgroundWorker = async (taskId, request, manager, signal) => {
  const node = GridNode.parse(await readJson(singleInput(request)));
  const days = Math.ceil(node.hours / 24);
  await pacedSteps({ steps: days, durationMs: durationMs(request, 3_000), signal }, (day) => {
    manager.updateProgress(taskId, (100 * (day + 1)) / days, `Day ${day + 1} of ${days}`);
  });
  manager.completeTask(taskId, await fileJson(request, generateChronics(node)));
};
