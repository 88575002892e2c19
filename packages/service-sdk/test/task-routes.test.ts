import { expect, test } from "vitest";
import { runInBackground, TaskManager, type BackgroundWorker, type CreateAppOptions } from "../src/index.ts";
import { deferred } from "./deferred.ts";
import { executeBody, OUTPUT, startApp, WIRE_OUTPUT } from "./running-app.ts";

const NOT_FOUND = { status: 404, body: { detail: "Task not found" } };
const NOT_COMPLETE = { status: 400, body: { detail: "Task not complete" } };

/** A service whose one method, `Long`, hands its Task to `worker`. */
function longRunning(worker: BackgroundWorker): CreateAppOptions {
  const taskManager = new TaskManager();
  return {
    taskManager,
    methods: {
      Long: (request) => {
        runInBackground(taskManager, request.task_id, worker, request);
        return { status: "running" };
      },
    },
  };
}

/** A worker that waits until the test lets it go on. */
function gatedWorker(): { worker: BackgroundWorker; open: () => void } {
  const gate = deferred<null>();
  return {
    open: () => gate.resolve(null),
    worker: async (taskId, _request, manager) => {
      manager.updateProgress(taskId, 50, "half way");
      await gate.promise;
      manager.completeTask(taskId, OUTPUT);
    },
  };
}

test("a long method is running with progress and message, then complete, and its output can be fetched", async () => {
  const { worker, open } = gatedWorker();
  await using app = await startApp(longRunning(worker));

  expect(await app.post("/control/execute", executeBody("Long"))).toEqual({
    status: 200,
    body: { status: "running", task_id: "task_1", output: null, error: null },
  });
  expect(await app.get("/control/status/task_1")).toEqual({
    status: 200,
    body: { status: "running", progress: 50, error: null, message: "half way" },
  });
  expect(await app.get("/control/output/task_1")).toEqual(NOT_COMPLETE);

  open();
  await app.taskManager.whenIdle();
  expect(await app.get("/control/status/task_1")).toEqual({
    status: 200,
    body: { status: "complete", progress: 100, error: null, message: null },
  });
  expect(await app.get("/control/output/task_1")).toEqual({ status: 200, body: { output: WIRE_OUTPUT } });
});

test("status and output answer the path form, ?task_id= and the bare form, which means the latest task", async () => {
  await using app = await startApp(
    longRunning(
      (taskId, _request, manager) => void manager.completeTask(taskId, { ...OUTPUT, uri: `s3://b/${taskId}` }),
    ),
  );
  await app.post("/control/execute", executeBody("Long", "task_1"));
  await app.post("/control/execute", executeBody("Long", "task_2"));
  await app.taskManager.whenIdle();
  const uriAt = async (path: string) => (await app.get(path)).body;
  const output = (taskId: string) => ({ output: { ...WIRE_OUTPUT, uri: `s3://b/${taskId}` } });
  expect(await uriAt("/control/output/task_1")).toEqual(output("task_1"));
  expect(await uriAt("/control/output?task_id=task_1")).toEqual(output("task_1"));
  expect(await uriAt("/control/output")).toEqual(output("task_2"));
  expect(await app.get("/control/status?task_id=task_1")).toMatchObject({ status: 200, body: { status: "complete" } });
  expect(await app.get("/control/status")).toMatchObject({ status: 200, body: { status: "complete" } });
});

test("an unknown task is 404 in every form", async () => {
  await using app = await startApp(longRunning(gatedWorker().worker));
  expect(await app.get("/control/status/nope")).toEqual(NOT_FOUND);
  expect(await app.get("/control/status?task_id=nope")).toEqual(NOT_FOUND);
  expect(await app.get("/control/status")).toEqual(NOT_FOUND);
  expect(await app.get("/control/output/nope")).toEqual(NOT_FOUND);
  expect(await app.post("/control/cancel/nope")).toEqual(NOT_FOUND);
});

test("an exception that escapes a worker fails its task, and a failed task has no output", async () => {
  await using app = await startApp(longRunning(() => Promise.reject(new Error("model diverged"))));
  await app.post("/control/execute", executeBody("Long"));
  await app.taskManager.whenIdle();
  expect(await app.get("/control/status/task_1")).toEqual({
    status: 200,
    body: { status: "failed", progress: null, error: "model diverged", message: null },
  });
  expect(await app.get("/control/output/task_1")).toEqual(NOT_COMPLETE);
});

test("a worker that returns without ending its task fails it, so that nobody polls for ever", async () => {
  await using app = await startApp(longRunning(() => undefined));
  await app.post("/control/execute", executeBody("Long"));
  await app.taskManager.whenIdle();
  expect((await app.get("/control/status/task_1")).body).toMatchObject({
    status: "failed",
    error: "The worker of task task_1 returned without completing it",
  });
});

test("posting a running task again starts no second worker, with or without an Idempotency-Key", async () => {
  let starts = 0;
  const { worker, open } = gatedWorker();
  await using app = await startApp(
    longRunning((...call) => {
      starts += 1;
      return worker(...call);
    }),
  );
  for (const headers of [{}, {}, { "idempotency-key": "task_1" }, { "idempotency-key": "task_1" }]) {
    const answer = await app.post("/control/execute", executeBody("Long"), headers);
    expect(answer.body).toMatchObject({ status: "running", task_id: "task_1" });
  }
  open();
  await app.taskManager.whenIdle();
  expect(starts).toBe(1);
});

test("one task id in two workflows never mixes their runs: the second is answered as failed", async () => {
  await using app = await startApp(longRunning(gatedWorker().worker));
  await app.post("/control/execute", executeBody("Long"));
  const second = await app.post("/control/execute", executeBody("Long", "task_1", { workflow_id: "wf-2" }));
  expect(second.body).toMatchObject({
    status: "failed",
    error: "Task id task_1 is in use by workflow wf-000000000001",
  });
});

test("cancel aborts the worker's signal, ends the task, and what the worker says afterwards has no effect", async () => {
  const ended = deferred<readonly boolean[]>();
  await using app = await startApp(
    longRunning(async (taskId, _request, manager, signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      ended.resolve([manager.updateProgress(taskId, 99), manager.completeTask(taskId, OUTPUT)]);
    }),
  );
  await app.post("/control/execute", executeBody("Long"));
  const cancelled = { status: 200, body: { status: "cancelled" } };
  // The bodiless form with a JSON content type is what HTTP clients send.
  expect(await app.post("/control/cancel/task_1")).toEqual(cancelled);
  expect(await ended.promise).toEqual([false, false]);
  expect(await app.post("/control/cancel/task_1")).toEqual(cancelled);
  expect((await app.get("/control/status/task_1")).body).toMatchObject({ status: "failed", error: "Task cancelled" });
});

test("cancelling a completed task leaves it complete", async () => {
  await using app = await startApp(
    longRunning((taskId, _request, manager) => void manager.completeTask(taskId, OUTPUT)),
  );
  await app.post("/control/execute", executeBody("Long"));
  await app.taskManager.whenIdle();
  expect(await app.post("/control/cancel/task_1")).toEqual({ status: 200, body: { status: "complete" } });
  expect((await app.get("/control/output/task_1")).status).toBe(200);
});

test("100 background tasks at once each end with their own output", async () => {
  await using app = await startApp(
    longRunning(async (taskId, _request, manager) => {
      for (let step = 0; step < 10; step += 1) {
        manager.updateProgress(taskId, step * 10);
        await new Promise((resolve) => setImmediate(resolve));
      }
      manager.completeTask(taskId, { ...OUTPUT, uri: `s3://bucket/${taskId}` });
    }),
  );
  const taskIds = Array.from({ length: 100 }, (_, index) => `task_${index}`);
  await Promise.all(taskIds.map((taskId) => app.post("/control/execute", executeBody("Long", taskId))));
  await app.taskManager.whenIdle();
  const outputs = await Promise.all(taskIds.map((taskId) => app.get(`/control/output/${taskId}`)));
  expect(outputs.map((answer) => answer.body)).toEqual(
    taskIds.map((taskId) => ({ output: { ...WIRE_OUTPUT, uri: `s3://bucket/${taskId}` } })),
  );
});
