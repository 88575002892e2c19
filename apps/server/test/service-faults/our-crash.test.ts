import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Behaviour, Behaviours } from "@gantry/orchestrator/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ServerProcess } from "../server-process.ts";
import { PipelineRun } from "./pipeline-run.ts";
import { accept, OUTPUT, postsOf, startWorkingService } from "./working-service.ts";

/** `kill -9` of our own process in the middle of a remote attempt: page 4 §1 "After a crash of ours", page 7 promises 1-3. */

let dataDir: string;
let servers: ServerProcess[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gantry-crash-"));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

function startServer(): ServerProcess {
  const server = new ServerProcess(dataDir);
  servers.push(server);
  return server;
}

const running: Behaviour = () => ({ body: { status: "running", progress: 10 } });
const unknown: Behaviour = () => ({ status: 404, body: { detail: "Task not found" } });

/** What a service does before our crash, and from then on; and the call that our process dies in. */
interface Crash {
  readonly before: Behaviours;
  readonly after: Behaviours;
  readonly during: string;
}

/** Runs the pipeline, kills the server at `during`, starts another, and waits for the end. */
async function runThroughCrash({ before, after, during }: Crash) {
  let now = before;
  const current =
    (words: string): Behaviour =>
    (call, response) =>
      (now[words] ?? fallback[words])?.(call, response);
  const script = Object.fromEntries(Object.keys(fallback).map((words) => [words, current(words)]));
  await using service = await startWorkingService(script);
  const first = startServer();
  const run = await PipelineRun.submit(await first.ready(), service.port);
  await service.received(during);
  await first.kill("SIGKILL");
  now = after;
  const outcome = await run.at(await startServer().ready()).ended();
  return { ...outcome, posts: postsOf(service, "Work"), service };
}

const fallback: Behaviours = {
  "POST /control/execute": accept,
  "GET /control/status/": () => ({ body: { status: "complete" } }),
  "GET /control/output/": () => ({ body: { output: OUTPUT } }),
};

test("a task that the service still has is polled on, and not posted again", async () => {
  const { status, work, posts } = await runThroughCrash({
    before: { "GET /control/status/": running },
    after: {},
    during: "GET /control/status/",
  });
  expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 1 });
  expect(posts).toEqual([work.task_id]);
  expect(work.output_refs).toMatchObject([OUTPUT]);
});

test("a post that was never answered is found at the service by its id, and not posted again", async () => {
  const { status, work, posts } = await runThroughCrash({
    before: { "POST /control/execute": () => undefined },
    after: {},
    during: "POST /control/execute",
  });
  expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 1 });
  expect(posts).toEqual([work.task_id]);
});

test("a post that was never answered, and that the service does not know, is the same attempt posted again", async () => {
  const { status, work, posts, service } = await runThroughCrash({
    before: { "POST /control/execute": () => undefined },
    after: { "POST /control/execute": () => ({ body: { status: "complete" } }), "GET /control/status/": unknown },
    during: "POST /control/execute",
  });
  expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 1 });
  expect(posts).toEqual([work.task_id, work.task_id]);
  const keys = service.callsOf("POST /control/execute").map(({ headers }) => headers["idempotency-key"]);
  expect(keys.slice(0, 2)).toEqual([work.task_id, work.task_id]);
});

test("a task that the service accepted and has forgotten is lost: the next attempt, without a retry being asked for", async () => {
  const { status, work, posts } = await runThroughCrash({
    before: { "GET /control/status/": running },
    after: {
      "GET /control/status/": (call, response) =>
        call.path.endsWith("-2") ? { body: { status: "complete" } } : unknown(call, response),
    },
    during: "GET /control/status/",
  });
  expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 2 });
  expect(posts).toEqual([work.task_id, `${work.task_id}-2`]);
});

test("a crash while the output is fetched fetches it again", async () => {
  const { status, work, posts } = await runThroughCrash({
    before: { "GET /control/output/": () => undefined },
    after: {},
    during: "GET /control/output/",
  });
  expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 1 });
  expect(posts).toEqual([work.task_id]);
});

test("a service that is down when we come back is waited for", async () => {
  const service = await startWorkingService({ "GET /control/status/": running });
  const first = startServer();
  const timeouts = { polling: { initial_delay_ms: 20, max_delay_ms: 50, tolerated_failures: 100 } };
  const run = await PipelineRun.submit(await first.ready(), service.port, { timeouts });
  await service.received("GET /control/status/");
  await first.kill("SIGKILL");
  await service[Symbol.asyncDispose]();
  const second = run.at(await startServer().ready());
  await second.logged("GET /control/status failed");
  await using back = await startWorkingService({}, { port: service.port });
  expect(await second.ended()).toMatchObject({ status: "completed", work: { attempt: 1 } });
  expect(postsOf(back, "Work")).toEqual([]);
});

test("a cancel that we died over is carried out by the next process, and reaches the service", async () => {
  const service = await startWorkingService({
    "GET /control/status/": running,
    "POST /control/cancel/": () => undefined,
  });
  const first = startServer();
  const run = await PipelineRun.submit(await first.ready(), service.port);
  await service.received("GET /control/status/");
  await run.steer("cancel");
  await service.received("POST /control/cancel/");
  await first.kill("SIGKILL");
  await service[Symbol.asyncDispose]();
  await using back = await startWorkingService({}, { port: service.port });
  const { status, work } = await run.at(await startServer().ready()).ended();
  expect({ status, work: work.status }).toEqual({ status: "cancelled", work: "cancelled" });
  expect(back.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([`POST /control/cancel/${work.task_id}`]);
});
