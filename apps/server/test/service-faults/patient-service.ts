/** A service as its own process, for tests that stop it with signals: `Work` is done once the file WORK_DONE exists. */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { run, runInBackground, TaskManager, type ExecuteRequest, type MethodAnswer } from "@gantry/service-sdk";

const LOOK_AGAIN_MS = 5;
const OUTPUT = { protocol: "s3", uri: "s3://bucket/work.json", format: "json" } as const;
const { WORK_DONE = "" } = process.env;
const taskManager = new TaskManager();

export function execute_Work(request: ExecuteRequest): MethodAnswer {
  runInBackground(
    taskManager,
    request.task_id,
    async (taskId, _request, manager, signal) => {
      manager.updateProgress(taskId, 10);
      while (!existsSync(WORK_DONE)) await sleep(LOOK_AGAIN_MS, undefined, { signal });
      manager.completeTask(taskId, OUTPUT);
    },
    request,
  );
  return { status: "running" };
}

export const execute_After = (): MethodAnswer => ({ status: "complete", output: OUTPUT });

await run({ name: "patient-service", module: { execute_Work, execute_After }, taskManager });
