import {
  runInBackground,
  TaskManager,
  type BackgroundWorker,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import { fileText, readJson } from "../../data-exchange.ts";
import { pacedSteps } from "../../paced-steps.ts";
import { durationMs } from "../../parameters.ts";
import { Configuration } from "../energy/energy-data.ts";
import { toCsv } from "../energy/readings-csv.ts";
import { generateReadings } from "../energy/stages.ts";
import { singleInput } from "../single-input.ts";

export const taskManager = new TaskManager();

/** Long: a table of readings, in a CSV file. Parameter `duration_ms` (2000). */
export function execute_GenerateData(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, generate, request);
  return { status: "running" };
}

const generate: BackgroundWorker = async (taskId, request, manager, signal) => {
  const configuration = Configuration.parse(await readJson(singleInput(request)));
  const { days } = configuration;
  await pacedSteps({ steps: days, durationMs: durationMs(request, 2_000), signal }, (day) => {
    manager.updateProgress(taskId, (100 * (day + 1)) / days, `Day ${day + 1} of ${days}`);
  });
  manager.completeTask(taskId, await fileText(request, toCsv(generateReadings(configuration)), "csv"));
};
