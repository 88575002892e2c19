import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HastyClock } from "../../test/hasty-clock.ts";
import type { Behaviour } from "../testing/scripted-service.ts";
import { startScriptedService } from "../testing/scripted-service.ts";
import { createAddressGuard } from "../network/address-guard.ts";
import { parseServiceRanges } from "../network/service-ranges.ts";
import { ControlClient } from "./control-client.ts";
import type { ServiceCaller } from "./service-http.ts";

const guard = createAddressGuard({ ranges: parseServiceRanges("loopback") });
const request = { method: "Run", workflow_id: "wf-1", task_id: "task_1", inputs: [], parameters: {} };
const reference = { protocol: "s3", uri: "s3://b/k", format: "json" };

let clock: HastyClock;
let client: ControlClient;
beforeEach(() => {
  clock = new HastyClock();
  client = new ControlClient({ guard, clock });
});
afterEach(async () => {
  expect(clock.pendingLimits).toBe(0);
  await client.close();
});

const callerOf = (baseUrl: string, overrides: Partial<ServiceCaller> = {}): ServiceCaller => ({
  target: { baseUrl, connectTimeoutMs: 5_000, callTimeoutMs: 30_000 },
  signal: new AbortController().signal,
  apiKey: null,
  traceparent: null,
  ...overrides,
});

/** What `execute` says of a service that behaves so. */
async function executeFault(behaviour: Behaviour): Promise<unknown> {
  await using service = await startScriptedService({ "POST /control/execute": behaviour });
  return await client.execute(callerOf(service.baseUrl), request).catch((error: unknown) => error);
}

const statusOf = async (body: unknown): Promise<unknown> => {
  await using service = await startScriptedService({ "GET /control/status/": () => ({ body }) });
  return await client.status(callerOf(service.baseUrl), "t");
};

describe("what is sent", () => {
  it("posts the method with references of seven fields, the idempotency key, the bearer and the trace", async () => {
    await using service = await startScriptedService({
      "POST /control/execute": () => ({ body: { status: "complete" } }),
    });
    const input = { protocol: "s3", uri: "s3://b/k", format: "csv", schema_uri: null, size_bytes: 3 } as const;
    await client.execute(callerOf(service.baseUrl, { apiKey: "k-123456789", traceparent: "00-a-b-01" }), {
      ...request,
      inputs: [{ ...input, checksum: null, metadata: null }],
      parameters: { rows: 1 },
    });
    const [call] = service.calls;
    expect(JSON.parse(call?.body ?? "")).toEqual({
      method: "Run",
      workflow_id: "wf-1",
      task_id: "task_1",
      inputs: [{ ...input, checksum: null, metadata: null }],
      parameters: { rows: 1 },
    });
    expect(call?.headers).toMatchObject({
      "content-type": "application/json",
      "idempotency-key": "task_1",
      authorization: "Bearer k-123456789",
      traceparent: "00-a-b-01",
    });
  });

  it.each(["..", "a/b", "a?b#c", "ü %"])("keeps task id %j one segment of the path", async (taskId) => {
    await using service = await startScriptedService({ "GET /": () => ({ body: { status: "running" } }) });
    await client.status(callerOf(service.baseUrl), taskId);
    expect(service.calls[0]?.path).toBe(`/control/status/${encodeURIComponent(taskId)}`);
  });
});

describe("answers of execute", () => {
  const answers: [string, object, object][] = [
    ["complete without output", { status: "complete", output: null }, { kind: "complete", output: null }],
    ["running under another id", { status: "running", task_id: "own-7" }, { kind: "running", taskId: "own-7" }],
    ["running under a number", { status: "running", task_id: 7 }, { kind: "running", taskId: "7" }],
    ["failed with text", { status: "failed", error: "no GPU" }, { kind: "failed", error: "no GPU" }],
    ["failed with an object", { status: "failed", error: { a: 1 }, output: 3 }, { kind: "failed", error: '{"a":1}' }],
    ["failed with nothing", { status: "failed" }, { kind: "failed", error: null }],
  ];
  it.each(answers)("reads %s", async (_name, body, expected) => {
    expect(await executeFault(() => ({ body }))).toEqual(expected);
  });

  const faults: [string, Behaviour, string][] = [
    ["running without an id", () => ({ body: { status: "running" } }), "Invalid response: task_id is required"],
    [
      "running with a blank id",
      () => ({ body: { status: "running", task_id: "" } }),
      "Invalid response: task_id is required",
    ],
    [
      "an unknown status",
      () => ({ body: { status: "done" } }),
      "Invalid response: status must be one of: complete, running, failed",
    ],
    ["something that is not JSON", () => ({ body: "<html>" }), "Invalid response: the body is not JSON: <html>"],
    ["JSON that is no object", () => ({ body: "[1]" }), "Invalid response: "],
    [
      "JSON nested without end",
      () => ({ body: "[".repeat(1e5) + "]".repeat(1e5) }),
      "Invalid response: nested deeper than 64 levels",
    ],
    [
      "an output that is no reference",
      () => ({ body: { status: "complete", output: { ...reference, uri: "x" } } }),
      "Invalid response: output.uri S3 URI must start with s3://",
    ],
    ["500", () => ({ status: 500, body: "boom" }), "HTTP 500: boom"],
    [
      "a redirect",
      () => ({ status: 307, headers: { location: "http://169.254.169.254/" }, body: "away" }),
      "HTTP 307: away",
    ],
  ];
  it.each(faults)("refuses %s", async (_name, behaviour, message) => {
    const fault = await executeFault(behaviour);
    expect(fault).toBeInstanceOf(Error);
    expect((fault as Error).message.startsWith(message)).toBe(true);
  });

  it("does not follow a redirect", async () => {
    await using elsewhere = await startScriptedService({});
    await executeFault(() => ({ status: 307, headers: { location: `${elsewhere.baseUrl}/x` }, body: "" }));
    expect(elsewhere.calls).toEqual([]);
  });

  it("says which faults another try may mend", async () => {
    expect(await executeFault(() => ({ status: 503, body: "" }))).toMatchObject({ retryable: true });
    expect(await executeFault(() => ({ status: 400, body: "" }))).toMatchObject({ retryable: false });
  });
});

describe("answers of status", () => {
  it.each([
    [33.3, 33.3],
    ["50", 50],
    [" 50.5 ", 50.5],
    [-3, 0],
    [400, 100],
    ["1e999", 100],
    [undefined, null],
    [null, null],
    ["", null],
    ["half", null],
    [true, null],
    [[7], null],
    [{}, null],
  ])("reads progress %j as %j", async (progress, expected) => {
    expect(await statusOf({ status: "running", progress })).toMatchObject({
      kind: "running",
      progressPercent: expected,
    });
  });

  it("reads a task that was cancelled at the service as failed", async () => {
    expect(await statusOf({ status: "cancelled" })).toMatchObject({
      kind: "failed",
      error: "cancelled at the service",
    });
  });
});
