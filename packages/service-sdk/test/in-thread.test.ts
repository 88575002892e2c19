import { expect, test } from "vitest";
import { inThread, runInBackground, serveThread, TaskManager, type CreateAppOptions } from "../src/index.ts";
import { executeBody, startApp } from "./running-app.ts";

const worker = inThread(new URL("./cpu-heavy-thread.mjs", import.meta.url));

function threaded(): CreateAppOptions {
  const taskManager = new TaskManager();
  return {
    taskManager,
    methods: {
      Train: (request) => {
        runInBackground(taskManager, request.task_id, worker, request);
        return { status: "running" };
      },
    },
  };
}

const train = (ending: string): object => executeBody("Train", "task_1", { parameters: { ending } });

test("work in a thread completes its task", async () => {
  await using app = await startApp(threaded());
  await app.post("/control/execute", train("complete"));
  await app.taskManager.whenIdle();
  expect((await app.get("/control/output/task_1")).body).toMatchObject({ output: { uri: "s3://bucket/model.json" } });
});

test.each([
  ["throw", "matrix is singular"],
  ["wrong output", "Invalid output of task task_1: uri: uri must not be empty"],
])("work in a thread that ends by %s fails its task with the reason", async (ending, error) => {
  await using app = await startApp(threaded());
  await app.post("/control/execute", train(ending));
  await app.taskManager.whenIdle();
  expect((await app.get("/control/status/task_1")).body).toMatchObject({ status: "failed", error });
});

test("while a thread computes without a pause, status answers with its progress, and cancel ends it", async () => {
  await using app = await startApp(threaded());
  await app.post("/control/execute", train("spin"));
  let body: unknown;
  do {
    ({ body } = await app.get("/control/status/task_1"));
  } while ((body as { progress: number }).progress === 0);
  expect(body).toMatchObject({ status: "running", progress: 42, message: "computing" });
  expect((await app.post("/control/cancel/task_1")).body).toEqual({ status: "cancelled" });
});

test("serveThread on the main thread says where it belongs", async () => {
  await expect(serveThread(() => undefined)).rejects.toThrow("serveThread belongs in a module that inThread starts");
});
