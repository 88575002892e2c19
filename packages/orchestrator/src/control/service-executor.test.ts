import type { AttemptResult } from "@gantry/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TestAttempt } from "../../test/attempts.ts";
import { attemptOf } from "../../test/attempts.ts";
import { HastyClock } from "../../test/hasty-clock.ts";
import type { Behaviours } from "../testing/scripted-service.ts";
import { inTurn, startScriptedService } from "../testing/scripted-service.ts";
import { createAddressGuard } from "../network/address-guard.ts";
import { parseServiceRanges } from "../network/service-ranges.ts";
import { ControlClient } from "./control-client.ts";
import { ServiceExecutor } from "./service-executor.ts";

const reference = { protocol: "s3", uri: "s3://b/out", format: "json" };
const output = { ...reference, schema_uri: null, size_bytes: null, checksum: null, metadata: null };
const running = { body: { status: "running", task_id: "task_1" } };
const complete = { body: { status: "complete" } };
const down = { status: 503, body: "busy" };

/** A service that runs task_1 for one poll. */
const concurrent = (): Behaviours => ({
  "POST /control/execute": () => running,
  "GET /control/status/": inTurn({ body: { status: "running", progress: 50 } }, complete),
  "GET /control/output/": () => ({ body: { output: reference } }),
  "POST /control/cancel/": () => ({ body: { status: "cancelled" } }),
});

let clock: HastyClock;
let client: ControlClient;
let executor: ServiceExecutor;
beforeEach(() => {
  clock = new HastyClock();
  client = new ControlClient({ guard: createAddressGuard({ ranges: parseServiceRanges("127.0.0.0/8") }), clock });
  executor = new ServiceExecutor({ client, clock, secretFor: async () => null, random: () => 0 });
});
afterEach(async () => {
  expect(clock.pendingLimits).toBe(0);
  await client.close();
});

const run = ({ attempt }: TestAttempt): Promise<AttemptResult> => executor.run(attempt);

/** What becomes of an attempt at a service that behaves so. */
async function outcome(behaviours: Behaviours): Promise<unknown> {
  await using service = await startScriptedService(behaviours);
  return await run(attemptOf(service)).catch((error: unknown) => error);
}

describe("an attempt", () => {
  it("is done with the answer of a quick operation, and hands on the output with its source", async () => {
    await using service = await startScriptedService({
      "POST /control/execute": () => ({
        body: { status: "complete", output: { ...reference, metadata: { rows: 2 } } },
      }),
    });
    expect(await run(attemptOf(service))).toEqual({
      output: { ...output, metadata: { rows: 2 } },
      emissions: [
        { event: "output", data: { reference: { ...output, metadata: { rows: 2, source_node: "svc:Run" } } } },
      ],
    });
  });

  it("may complete without an output, and still sets its children going", async () => {
    expect(await outcome({ "POST /control/execute": () => complete })).toEqual({
      output: null,
      emissions: [{ event: "output", data: { reference: null } }],
    });
  });

  it("follows a long operation to its output, recording its id and progress", async () => {
    await using service = await startScriptedService({
      ...concurrent(),
      "GET /control/status/": inTurn(
        { body: { status: "running", progress: "40", message: "epoch 4" } },
        { body: { status: "running", progress: 30 } },
        { body: { status: "running", progress: "?" } },
        { body: { status: "complete", progress: 100 } },
      ),
    });
    const attempt = attemptOf(service);
    expect(await run(attempt)).toMatchObject({ output });
    expect(attempt.acknowledged).toEqual(["task_1"]);
    expect(attempt.progress).toEqual([40, 40, 100]);
    expect(attempt.messages).toEqual(["epoch 4", undefined, undefined]);
    expect(service.callsOf("GET /control/output/task_1")).toHaveLength(1);
  });

  it("polls the id that the service chose", async () => {
    await using service = await startScriptedService({
      ...concurrent(),
      "POST /control/execute": () => ({ body: { status: "running", task_id: "own 7" } }),
    });
    await run(attemptOf(service));
    expect(service.callsOf("GET /control/status/own%207")).toHaveLength(2);
  });

  it("posts a start node's inputs, and a fan-in's in the order of its parents", async () => {
    await using service = await startScriptedService({ "POST /control/execute": () => complete });
    const [a, b] = [
      { ...output, uri: "s3://b/a" },
      { ...output, uri: "s3://b/b" },
    ];
    await run(attemptOf({ ...service, input: { reference: [[a, b]] }, parameters: { rows: 3 } }));
    await run(attemptOf({ ...service, input: { reference: [a, null, b] } }));
    await run(attemptOf({ ...service, input: {} }));
    const bodies = service.calls.map(({ body }) => JSON.parse(body) as { inputs: unknown; parameters: unknown });
    expect(bodies.map(({ inputs }) => inputs)).toEqual([[a, b], [a, b], []]);
    expect(bodies[0]).toMatchObject({ method: "Run", workflow_id: "wf-000000000001", parameters: { rows: 3 } });
  });

  it("has an id of its own at the service, which is also its idempotency key", async () => {
    await using service = await startScriptedService({ "POST /control/execute": () => complete });
    await run(attemptOf(service));
    await run(attemptOf({ ...service, attempt: 2 }));
    expect(service.calls.map(({ headers }) => headers["idempotency-key"])).toEqual(["task_1", "task_1-2"]);
    expect(service.calls.map(({ body }) => (JSON.parse(body) as { task_id: string }).task_id)).toEqual([
      "task_1",
      "task_1-2",
    ]);
    const traces = service.calls.map(({ headers }) => String(headers.traceparent).split("-"));
    expect(traces[0]?.[1]).toMatch(/^[0-9a-f]{32}$/);
    expect(traces[1]?.[1]).toBe(traces[0]?.[1]);
    expect(traces[1]?.[2]).not.toBe(traces[0]?.[2]);
  });

  it("carries the submission's key on every call", async () => {
    await using service = await startScriptedService(concurrent());
    const keyed = new ServiceExecutor({ client, clock, secretFor: async (id) => `key-of-${id}` });
    await keyed.run(attemptOf(service).attempt);
    expect(new Set(service.calls.map(({ headers }) => headers.authorization))).toEqual(
      new Set(["Bearer key-of-wf-000000000001"]),
    );
  });
});

describe("a service's faults", () => {
  it.each<[string, Behaviours]>([
    [
      "Service returned failed status: no GPU",
      { "POST /control/execute": () => ({ body: { status: "failed", error: "no GPU" } }) },
    ],
    ["Service returned failed status", { "POST /control/execute": () => ({ body: { status: "failed" } }) }],
    [
      "Service task failed: out of memory",
      { ...concurrent(), "GET /control/status/": () => ({ body: { status: "failed", error: "out of memory" } }) },
    ],
    [
      "Service task failed",
      { ...concurrent(), "GET /control/status/": () => ({ body: { status: "failed", error: null } }) },
    ],
    ["HTTP 500: boom", { "POST /control/execute": () => ({ status: 500, body: "boom" }) }],
    ["Invalid response: task_id is required", { "POST /control/execute": () => ({ body: { status: "running" } }) }],
    ["HTTP 503: busy", { ...concurrent(), "GET /control/status/": () => down }],
    [
      'HTTP 404: {"detail":"Task not found"}',
      { ...concurrent(), "GET /control/status/": () => ({ status: 404, body: { detail: "Task not found" } }) },
    ],
    [
      "Invalid response: status must be one of: complete, running, failed",
      { ...concurrent(), "GET /control/status/": () => ({ body: { status: "done" } }) },
    ],
    ["HTTP 503: busy", { ...concurrent(), "GET /control/output/": () => down }],
    [
      "Invalid response: output is required",
      { ...concurrent(), "GET /control/output/": () => ({ body: { output: null } }) },
    ],
  ])("fail the attempt with: %s", async (message, behaviours) => {
    const fault = await outcome(behaviours);
    expect(fault).toBeInstanceOf(Error);
    expect((fault as Error).message).toBe(message);
  });

  it("are not put up with where the attempt is posted", async () => {
    await using service = await startScriptedService({ "POST /control/execute": () => down });
    await expect(run(attemptOf(service))).rejects.toThrow("HTTP 503: busy");
    expect(service.calls).toHaveLength(1);
  });

  it("are put up with five times in a row by polls and by the output, with growing waits", async () => {
    const flaky = inTurn(down, down, down, down, down, { body: { status: "running" } }, down, down, complete);
    await using service = await startScriptedService({
      ...concurrent(),
      "GET /control/status/": flaky,
      "GET /control/output/": inTurn(down, down, down, down, down, { body: { output: reference } }),
    });
    const attempt = attemptOf(service);
    expect(await run(attempt)).toMatchObject({ output });
    const backoff = [200, 400, 800, 1_000, 1_000];
    expect(clock.waits).toEqual([50, ...backoff, 50, 200, 400, ...backoff]);
    expect(attempt.logs).toHaveLength(12);
    expect(attempt.logs[0]).toContain("warn: GET /control/status failed; asking again");
  });

  it("are not put up with a sixth time", async () => {
    await using service = await startScriptedService({ ...concurrent(), "GET /control/status/": () => down });
    await expect(run(attemptOf(service))).rejects.toThrow("HTTP 503: busy");
    expect(service.callsOf("GET /control/status/")).toHaveLength(6);
  });
});

it("runs 5,000 attempts at one service at once, and leaves nothing behind", async () => {
  const seen = new Map<string, number>();
  await using service = await startScriptedService({
    "POST /control/execute": ({ headers }) => ({ body: { status: "running", task_id: headers["idempotency-key"] } }),
    "GET /control/status/": ({ path }) => {
      seen.set(path, (seen.get(path) ?? 0) + 1);
      return seen.size < 5_000 ? { body: { status: "running", progress: 1 } } : complete;
    },
    "GET /control/output/": () => ({ body: { output: reference } }),
  });
  const attempts = Array.from({ length: 5_000 }, (_, index) => attemptOf({ ...service, taskId: `task_${index}` }));
  const results = await Promise.all(attempts.map(run));
  expect(results.filter(({ output: found }) => found !== null)).toHaveLength(5_000);
  expect(service.callsOf("POST /control/execute")).toHaveLength(5_000);
  expect(service.mostConnections).toBeLessThanOrEqual(256);
});
