/** A service for the tests of `run`: its one method completes once the file of parameter `path` exists. */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { run, runInBackground, TaskManager, type ExecuteRequest, type MethodAnswer } from "../src/index.ts";

const taskManager = new TaskManager();

export function execute_WaitForFile(request: ExecuteRequest): MethodAnswer {
  runInBackground(
    taskManager,
    request.task_id,
    async (taskId, { parameters: { path } }, manager, signal) => {
      if (typeof path !== "string") throw new TypeError("Parameter path must be a string");
      while (!existsSync(path)) await sleep(5, undefined, { signal });
      manager.completeTask(taskId, { protocol: "s3", uri: "s3://bucket/late.json", format: "json" });
    },
    request,
  );
  return { status: "running" };
}

await run({ name: "sleepy-service", module: { execute_WaitForFile }, taskManager });
