import type { Behaviour } from "@gantry/orchestrator/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestServer } from "../test-server.ts";
import { PipelineRun } from "./pipeline-run.ts";
import { accept, OUTPUT, posted, postsOf, startWorkingService } from "./working-service.ts";

/** Work that is not wanted any more: cancelled, timed out, deleted. Page 4 §1 and §4, page 7 promise 2. */

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const running: Behaviour = () => ({ body: { status: "running", progress: 10 } });
const CANNOT_BE_TOLD = "warn: service cannot be told; it may still run";

/** How many times each end of a Task or Job is in a history. */
const endsIn = (history: readonly string[]): string[] =>
  history.filter((kind) => /^(task|job)_(completed|failed|cancelled)$/.test(kind));

describe("page 4: cancelling", () => {
  test("reaches the service, under the id that it chose and with its key; what follows never runs", async () => {
    await using service = await startWorkingService({
      "POST /control/execute": () => ({ body: { status: "running", task_id: "own-7" } }),
      "GET /control/status/": running,
    });
    const run = await PipelineRun.submit(server.url, service.port, { services_api_key: "sk-of-the-service" });
    await service.received("GET /control/status/own-7");
    await run.steer("cancel");
    const { status, error, work, after } = await run.ended();
    expect({ status, error, work: work.status }).toEqual({ status: "cancelled", error: null, work: "cancelled" });
    expect(after.attempt).toBe(0);
    expect(service.callsOf("POST /control/cancel/").map(({ path }) => path)).toEqual(["/control/cancel/own-7"]);
    expect(new Set(service.calls.map(({ headers }) => headers.authorization))).toEqual(
      new Set(["Bearer sk-of-the-service"]),
    );
    expect(postsOf(service, "After")).toEqual([]);
    expect(endsIn(await run.history())).toEqual(["task_cancelled", "task_cancelled", "job_cancelled"]);
  });

  const unheard: readonly [service: string, behaviour: Behaviour][] = [
    ["has no such call (404)", () => ({ status: 404, body: { detail: "Not Found" } })],
    ["has no such call (405)", () => ({ status: 405, body: { detail: "Method Not Allowed" } })],
    ["answers 500", () => ({ status: 500, body: "boom" })],
    ["hangs up", (_call, response) => void response.destroy()],
    ["hangs", () => undefined],
  ];
  test.each(unheard)("ends the Job also when the service %s, and the log says so", async (_service, behaviour) => {
    await using service = await startWorkingService({
      "GET /control/status/": running,
      "POST /control/cancel/": behaviour,
    });
    const run = await PipelineRun.submit(server.url, service.port);
    await service.received("GET /control/status/");
    await run.steer("cancel");
    expect(await run.ended()).toMatchObject({ status: "cancelled", work: { status: "cancelled" } });
    expect(await run.log()).toEqual([CANNOT_BE_TOLD]);
  });

  test("while the start is still unanswered tells the service too: it may have begun", async () => {
    await using service = await startWorkingService({ "POST /control/execute": () => undefined });
    const run = await PipelineRun.submit(server.url, service.port);
    await service.received("POST /control/execute");
    await run.steer("cancel");
    const { status, work } = await run.ended();
    expect(status).toBe("cancelled");
    expect(service.callsOf("POST /control/cancel/").map(({ path }) => path)).toEqual([
      `/control/cancel/${work.task_id}`,
    ]);
  });
});

describe("page 7: a late result changes nothing", () => {
  test("a task that completes while it is being cancelled stays cancelled, and its output is not fetched", async () => {
    let isDone = false;
    await using service = await startWorkingService({
      "GET /control/status/": () => ({ body: { status: isDone ? "complete" : "running" } }),
      "POST /control/cancel/": () => {
        isDone = true;
        return { status: 409, body: { detail: "Task is complete" } };
      },
    });
    const run = await PipelineRun.submit(server.url, service.port);
    await service.received("GET /control/status/");
    await run.steer("cancel");
    expect(await run.ended()).toMatchObject({ status: "cancelled", work: { status: "cancelled", output_refs: [] } });
    expect(service.callsOf("GET /control/output/")).toEqual([]);
    expect(endsIn(await run.history())).toEqual(["task_cancelled", "task_cancelled", "job_cancelled"]);
  });

  test("an attempt that timed out is told to stop, and only its successor's output counts", async () => {
    await using service = await startWorkingService({
      "POST /control/execute": (call, response) =>
        posted(call).task_id.endsWith("-2")
          ? { body: { status: "complete", output: { ...OUTPUT, uri: "s3://bucket/second.json" } } }
          : accept(call, response),
      "GET /control/status/": running,
      "POST /control/cancel/": () => ({ status: 409, body: { detail: "Too late: it is complete" } }),
    });
    const run = await PipelineRun.submit(server.url, service.port, {
      timeouts: { attempt_ms: 100 },
      retry: { max_retries: 1, retry_delay_ms: 1 },
    });
    const { status, work } = await run.ended();
    expect(status).toBe("completed");
    expect(work).toMatchObject({ attempt: 2, output_refs: [{ uri: "s3://bucket/second.json" }] });
    expect(postsOf(service, "Work")).toEqual([work.task_id, `${work.task_id}-2`]);
    expect(service.callsOf("POST /control/cancel/").map(({ path }) => path)).toEqual([
      `/control/cancel/${work.task_id}`,
    ]);
    expect(service.callsOf("GET /control/output/")).toEqual([]);
  });
});

test("page 4: a paused remote Task is still polled to its end; what follows waits for the Job", async () => {
  let isDone = false;
  await using service = await startWorkingService({
    "GET /control/status/": () => ({ body: { status: isDone ? "complete" : "running" } }),
  });
  const run = await PipelineRun.submit(server.url, service.port);
  await service.received("GET /control/status/");
  await run.steer("pause");
  isDone = true;
  await service.received("GET /control/output/");
  await run.workIs("completed");
  expect(postsOf(service, "After")).toEqual([]);
  await run.steer("resume");
  expect(await run.ended()).toMatchObject({ status: "completed" });
  expect(postsOf(service, "After")).toHaveLength(1);
});
