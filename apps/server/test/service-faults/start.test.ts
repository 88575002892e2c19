import type { Behaviour } from "@gantry/orchestrator/testing";
import { startScriptedService } from "@gantry/orchestrator/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestServer } from "../test-server.ts";
import { PipelineRun } from "./pipeline-run.ts";
import { postsOf, startWorkingService } from "./working-service.ts";

/** Faults of the call that starts an attempt: page 4 §1, page 7 "Services". Nothing of them is put up with. */

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const BODY_BYTES = 100_000_000;
const CHUNK = Buffer.alloc(256 * 1024, 32);

/** Sends blanks for as long as anybody reads. */
const flood: Behaviour = (_call, response) => {
  let sentBytes = 0;
  const pump = (): void => {
    while (sentBytes < BODY_BYTES && !response.destroyed) {
      sentBytes += CHUNK.byteLength;
      if (!response.write(CHUNK)) return void response.once("drain", pump);
    }
    response.end();
  };
  pump();
  return undefined;
};

/** One byte, and the next when the loop comes round: never an end. */
const trickle: Behaviour = (_call, response) => {
  const send = (): void => {
    if (!response.destroyed) response.write(" ", () => setImmediate(send));
  };
  send();
  return undefined;
};

const cut: Behaviour = (_call, response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"st', () => response.destroy());
  return undefined;
};

const IMPATIENT = { call_ms: 100 };

const faults: readonly [fault: string, behaviour: Behaviour, error: RegExp, timeouts?: object][] = [
  ["hangs", () => undefined, /^Request timed out: POST .* had no complete answer within 100 ms$/, IMPATIENT],
  ["answers byte by byte", trickle, /^Request timed out: POST .* within 100 ms$/, IMPATIENT],
  ["cuts the connection in the middle of its answer", cut, /^Connection failed: POST /],
  ["answers 500", () => ({ status: 500, body: "boom" }), /^HTTP 500: boom$/],
  [
    "answers something that is not JSON",
    () => ({ body: "<html>" }),
    /^Invalid response: the body is not JSON: <html>$/,
  ],
  ["sends 100 MB", flood, /^Invalid response: the body is longer than 8388608 bytes/],
  ['says "running" without an id', () => ({ body: { status: "running" } }), /^Invalid response: task_id is required$/],
  ['says "done"', () => ({ body: { status: "done" } }), /^Invalid response: status must be one of: complete, running/],
  [
    "completes with an output that is no reference",
    () => ({ body: { status: "complete", output: { protocol: "s3", uri: "x", format: "json" } } }),
    /^Invalid response: output\.uri S3 URI must start with s3:\/\/$/,
  ],
  ["fails", () => ({ body: { status: "failed", error: "no GPU" } }), /^Service returned failed status: no GPU$/],
];

test.each(faults)(
  "page 7: a service that %s fails the Task; it is posted once",
  async (_fault, work, error, timeouts) => {
    await using service = await startWorkingService({ "POST /control/execute": work });
    const run = await PipelineRun.submit(server.url, service.port, timeouts && { timeouts });
    const outcome = await run.ended();
    expect(outcome.status).toBe("failed");
    expect(outcome.error).toMatch(error);
    expect(outcome.work).toMatchObject({ status: "failed", error: outcome.error, attempt: 1, output_refs: [] });
    expect(outcome.after).toMatchObject({ status: "pending", attempt: 0 });
    expect(postsOf(service, "Work")).toEqual([outcome.work.task_id]);
    expect(postsOf(service, "After")).toEqual([]);
  },
);

test("page 7: a service that refuses the connection fails the Task, and the message says where", async () => {
  const service = await startScriptedService({});
  await service[Symbol.asyncDispose]();
  const outcome = await (await PipelineRun.submit(server.url, service.port)).ended();
  expect(outcome).toMatchObject({ status: "failed", after: { status: "pending" } });
  expect(outcome.error).toBe(
    `Connection failed: POST ${service.baseUrl}/control/execute: connect ECONNREFUSED 127.0.0.1:${service.port}`,
  );
});

test("page 7: a redirect is not followed, and fails the Task", async () => {
  await using elsewhere = await startScriptedService({});
  const location = `${elsewhere.baseUrl}/control/execute`;
  const work: Behaviour = () => ({ status: 307, headers: { location }, body: "moved" });
  await using service = await startWorkingService({ "POST /control/execute": work });
  const outcome = await (await PipelineRun.submit(server.url, service.port)).ended();
  expect(outcome).toMatchObject({ status: "failed", error: "HTTP 307: moved" });
  expect(elsewhere.calls).toEqual([]);
});

test("page 4: with retries asked for, each attempt is posted under an id of its own, and the REST task id stays", async () => {
  let posts = 0;
  await using service = await startWorkingService({
    "POST /control/execute": () =>
      (posts += 1) < 3 ? { status: 503, body: "busy" } : { body: { status: "complete" } },
  });
  const retry = { max_retries: 5, retry_delay_ms: 1, backoff_factor: 1 };
  const { status, work } = await (await PipelineRun.submit(server.url, service.port, { retry })).ended();
  expect({ status, attempt: work.attempt }).toEqual({ status: "completed", attempt: 3 });
  const ids = [work.task_id, `${work.task_id}-2`, `${work.task_id}-3`];
  expect(postsOf(service, "Work")).toEqual(ids);
  const keys = service.callsOf("POST /control/execute").map(({ headers }) => headers["idempotency-key"]);
  expect(keys.slice(0, 3)).toEqual(ids);
});

test("page 4: a refused services_api_key fails the Task at once, is not tried again, and is shown nowhere", async () => {
  const apiKey = "sk-canary-51f0b7";
  const work: Behaviour = ({ headers }) => ({ status: 401, body: { detail: `not ${headers.authorization ?? "?"}` } });
  await using service = await startWorkingService({ "POST /control/execute": work });
  const retry = { max_retries: 3, retry_delay_ms: 1 };
  const run = await PipelineRun.submit(server.url, service.port, { services_api_key: apiKey, retry });
  const outcome = await run.ended();
  expect(outcome).toMatchObject({ status: "failed", error: 'HTTP 401: {"detail":"not Bearer [redacted]"}' });
  expect(postsOf(service, "Work")).toHaveLength(1);
  expect(JSON.stringify([outcome, await run.log()])).not.toContain(apiKey);
});
