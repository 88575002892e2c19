/** A service with long operations: they answer `running`, go on in the background, and tell their progress. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  FileExchange,
  run,
  runInBackground,
  TaskManager,
  type ExecuteRequest,
  type MethodAnswer,
} from "@gantry/service-sdk";
import * as service from "./service.ts";

const taskManager = new TaskManager();

/** Where this service and its neighbours leave files for each other. */
const files = new FileExchange(process.env.DATA_DIR ?? "data");

/** The blueprint's operation `LongProcess`. Parameter `step_ms`: how long each of its ten steps takes. */
export function execute_LongProcess(request: ExecuteRequest): MethodAnswer {
  runInBackground(taskManager, request.task_id, longProcess, request);
  return { status: "running" };
}

/** Any number of these run at once. What it throws fails the task; `signal` aborts when the task is cancelled. */
async function longProcess(
  taskId: string,
  request: ExecuteRequest,
  manager: TaskManager,
  signal: AbortSignal,
): Promise<void> {
  const inputs = await Promise.all(request.inputs.map((input) => files.readJson(input)));
  const stepMs = Number(request.parameters.step_ms ?? 1_000);
  for (let step = 1; step <= 10; step += 1) {
    await sleep(stepMs, undefined, { signal }); // Do work …
    manager.updateProgress(taskId, step * 10, `Step ${step} of 10`);
  }
  manager.completeTask(taskId, await files.writeJson(request, { steps: 10, inputs }));
}

/** Quick operations may stand beside long ones. */
export async function execute_QuickTask(request: ExecuteRequest): Promise<MethodAnswer> {
  return { status: "complete", output: await files.writeJson(request, { inputs: request.inputs.length }) };
}

// Of this very module: every execute_<Name> that it exports is an operation.
await run({ name: "my-service", module: service, taskManager });
