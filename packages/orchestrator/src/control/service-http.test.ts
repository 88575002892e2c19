import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HastyClock } from "../../test/hasty-clock.ts";
import type { Behaviour, Behaviours } from "../testing/scripted-service.ts";
import { startScriptedService } from "../testing/scripted-service.ts";
import { createAddressGuard } from "../network/address-guard.ts";
import { parseServiceRanges } from "../network/service-ranges.ts";
import { ControlClient } from "./control-client.ts";
import type { ServiceCaller } from "./service-http.ts";

const guard = createAddressGuard({ ranges: parseServiceRanges("loopback") });
const request = { method: "Run", workflow_id: "wf-1", task_id: "task_1", inputs: [], parameters: {} };

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

describe("limits", () => {
  it("keeps 64 KiB of an error's body", async () => {
    const fault = await executeFault(() => ({ status: 500, body: "x".repeat(1_000_000) }));
    expect((fault as Error).message).toBe(`HTTP 500: ${"x".repeat(64 * 1024)}`);
  });

  it("hangs up on a body of 100 MB after 8 MiB", async () => {
    let sentBytes = 0;
    const chunk = Buffer.alloc(64 * 1024, 32);
    const fault = await executeFault((_call, response) => {
      const pump = (): void => {
        while (sentBytes < 100_000_000 && !response.destroyed) {
          sentBytes += chunk.byteLength;
          if (!response.write(chunk)) return void response.once("drain", pump);
        }
        response.end();
      };
      pump();
      return undefined;
    });
    expect((fault as Error).message).toMatch(/^Invalid response: the body is longer than 8388608 bytes/);
    expect(sentBytes).toBeLessThan(50_000_000);
  });

  it("times out on a service that accepts and hangs", async () => {
    await using service = await startScriptedService({ "POST /control/execute": () => undefined });
    const call = client.execute(callerOf(service.baseUrl), request);
    await service.received("POST /control/execute");
    clock.passAllLimits();
    await expect(call).rejects.toThrow(
      `Request timed out: POST ${service.baseUrl}/control/execute had no complete answer within 30000 ms`,
    );
  });

  it("times out on a service that answers byte by byte, since the limit is for the whole call", async () => {
    const sent = new EventEmitter();
    const sentSome = once(sent, "some");
    await using service = await startScriptedService({
      "POST /control/execute": (_call, response) => {
        response.write('{"status":', () => sent.emit("some"));
        return undefined;
      },
    });
    const call = client.execute(callerOf(service.baseUrl), request);
    await sentSome;
    clock.passAllLimits();
    await expect(call).rejects.toThrow("Request timed out: ");
  });

  it("times out on a connection that does not come about", async () => {
    await using stuck = new ControlClient({ guard, clock, resolve: () => undefined });
    const caller = callerOf("http://nowhere:1", {
      target: { baseUrl: "http://nowhere:1", connectTimeoutMs: 1, callTimeoutMs: 30_000 },
    });
    await expect(stuck.health(caller)).rejects.toThrow("Request timed out: GET http://nowhere:1/health: ");
  });

  it("says that a connection is refused, and to what", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    await expect(client.health(callerOf(`http://127.0.0.1:${port}`))).rejects.toThrow(
      `Connection failed: GET http://127.0.0.1:${port}/health: connect ECONNREFUSED 127.0.0.1:${port}`,
    );
  });

  it("says so when the connection is cut in the middle of the answer", async () => {
    const fault = await executeFault((_call, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"st', () => response.destroy());
      return undefined;
    });
    expect((fault as Error).message).toMatch(/^Connection failed: POST .*\/control\/execute: /);
  });

  it("never sends more calls to one service at once than it may, and serves them in order", async () => {
    const waiting: (() => void)[] = [];
    await using service = await startScriptedService({
      "POST /control/execute": (_call, response) => {
        waiting.push(() => response.end('{"status":"complete"}'));
        return undefined;
      },
    } satisfies Behaviours);
    await using narrow = new ControlClient({ guard, clock, callsPerService: 1 });
    const caller = callerOf(service.baseUrl);
    const first = narrow.execute(caller, request);
    const second = narrow.execute(caller, { ...request, task_id: "task_2" });
    await service.received("POST /control/execute");
    expect(clock.pendingLimits).toBe(1);
    waiting.shift()?.();
    await first;
    await service.received("POST /control/execute");
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    waiting.shift()?.();
    await second;
    expect(service.calls.map(({ headers }) => headers["idempotency-key"])).toEqual(["task_1", "task_2"]);
  });
});

describe("aborting", () => {
  it("ends a call at once with the signal's reason", async () => {
    await using service = await startScriptedService({ "POST /control/execute": () => undefined });
    const abort = new AbortController();
    const call = client.execute(callerOf(service.baseUrl, { signal: abort.signal }), request);
    await service.received("POST /control/execute");
    const reason = new Error("not wanted any more");
    abort.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  it("never sends a call that is aborted while it waits for its turn", async () => {
    await using service = await startScriptedService({ "POST /control/execute": () => undefined });
    await using narrow = new ControlClient({ guard, clock, callsPerService: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const held = narrow.execute(callerOf(service.baseUrl, { signal: first.signal }), request);
    const waiting = narrow.execute(callerOf(service.baseUrl, { signal: second.signal }), request);
    second.abort(new Error("second"));
    await expect(waiting).rejects.toThrow("second");
    await service.received("POST /control/execute");
    first.abort(new Error("first"));
    await expect(held).rejects.toThrow("first");
    expect(service.calls).toHaveLength(1);
  });
});

describe("the API key", () => {
  it("is cut out of what a service says, however it is spelled there", async () => {
    const apiKey = 'secret-"quoted"-key';
    await using service = await startScriptedService({
      "POST /control/execute": ({ headers }) => ({ status: 500, body: { seen: headers.authorization, raw: apiKey } }),
    });
    const fault: unknown = await client
      .execute(callerOf(service.baseUrl, { apiKey }), request)
      .catch((e: unknown) => e);
    expect((fault as Error).message).toBe('HTTP 500: {"seen":"Bearer [redacted]","raw":"[redacted]"}');
  });
});

describe("refused addresses", () => {
  it.each([
    "http://169.254.169.254:80",
    "http://[::ffff:a9fe:a9fe]:80",
    "http://2852039166:80",
    "http://0xa9fea9fe:80",
  ])("does not connect to %s", async (baseUrl) => {
    const fault: unknown = await client.health(callerOf(baseUrl)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "service_address_refused", retryable: false });
    expect((fault as Error).message).toMatch(/^Connection failed: .*169\.254\.169\.254.* no service may have/);
  });

  it("judges what a name resolves to when it connects, so that it cannot be rebound after a check", async () => {
    await using service = await startScriptedService({ "GET /health": () => ({ body: { status: "ok" } }) });
    let address = "127.0.0.1";
    await using rebound = new ControlClient({
      guard,
      clock,
      resolve: (_name, _options, callback) => callback(null, [{ address, family: 4 }]),
    });
    const caller = callerOf(`http://rebinding.test:${service.port}`);
    await rebound.health(caller);
    address = "10.0.0.1";
    await using again = new ControlClient({
      guard,
      clock,
      resolve: (_name, _options, callback) => callback(null, [{ address, family: 4 }]),
    });
    await expect(again.health(caller)).rejects.toThrow(
      "Connection failed: rebinding.test resolves to an address that is refused: 10.0.0.1 is outside the ranges where " +
        "services may be: add it to GANTRY_SERVICE_RANGES to allow it",
    );
  });

  it("connects to the addresses of a name that are allowed, and to no other", async () => {
    await using service = await startScriptedService({ "GET /health": () => ({ body: { status: "ok" } }) });
    await using mixed = new ControlClient({
      guard,
      clock,
      resolve: (_name, _options, callback) =>
        callback(null, [
          { address: "169.254.169.254", family: 4 },
          { address: "127.0.0.1", family: 4 },
        ]),
    });
    await mixed.health(callerOf(`http://mixed.test:${service.port}`));
    expect(service.calls).toHaveLength(1);
  });
});
