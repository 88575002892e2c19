import { AppError } from "@gantry/contracts";
import type { AttemptResult } from "@gantry/engine";
import { AttemptLostError } from "@gantry/engine";
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

describe("an attempt that a former process began", () => {
  it("is followed when the service still has it, without posting it again", async () => {
    await using service = await startScriptedService(concurrent());
    const attempt = attemptOf({ ...service, resumed: { acknowledgedAs: "own-7" } });
    expect(await run(attempt)).toMatchObject({ output });
    expect(service.callsOf("POST ")).toEqual([]);
    expect(service.callsOf("GET /control/status/own-7")).toHaveLength(2);
    expect(attempt.acknowledged).toEqual([]);
  });

  it("is acknowledged late when only the service knows that it was accepted", async () => {
    await using service = await startScriptedService(concurrent());
    const attempt = attemptOf({ ...service, attempt: 2, resumed: { acknowledgedAs: null } });
    await run(attempt);
    expect(service.callsOf("POST ")).toEqual([]);
    expect(attempt.acknowledged).toEqual(["task_1-2"]);
  });

  it.each([404, 405, 501])(
    "is posted again, as the same attempt, when nothing shows that it was accepted (%i)",
    async (status) => {
      await using service = await startScriptedService({
        ...concurrent(),
        "POST /control/execute": () => ({ body: { status: "complete", output: reference } }),
        "GET /control/status/": () => ({ status, body: {} }),
      });
      expect(await run(attemptOf({ ...service, attempt: 3, resumed: { acknowledgedAs: null } }))).toMatchObject({
        output,
      });
      expect(service.callsOf("POST ").map(({ headers }) => headers["idempotency-key"])).toEqual(["task_1-3"]);
    },
  );

  it("is lost when the service accepted it and forgot it", async () => {
    await using service = await startScriptedService({});
    const fault: unknown = await run(attemptOf({ ...service, resumed: { acknowledgedAs: "task_1" } })).catch(
      (e: unknown) => e,
    );
    expect(fault).toBeInstanceOf(AttemptLostError);
    expect(service.callsOf("POST ")).toEqual([]);
  });

  it("waits for a service that is starting too", async () => {
    await using service = await startScriptedService({
      ...concurrent(),
      "GET /control/status/": inTurn(down, down, complete),
    });
    expect(await run(attemptOf({ ...service, resumed: { acknowledgedAs: "task_1" } }))).toMatchObject({ output });
  });
});

describe("cancelling", () => {
  const cancelled = new AppError("cancelled", "cancelled by a test");
  /** Never done: every poll finds it running. */
  const endless: Behaviours = { ...concurrent(), "GET /control/status/": () => ({ body: { status: "running" } }) };

  it("tells the service, under the id that it goes by, and ends with the reason", async () => {
    await using service = await startScriptedService({
      ...endless,
      "POST /control/execute": () => ({ body: { status: "running", task_id: "own-7" } }),
    });
    const attempt = attemptOf(service);
    const ended = expect(run(attempt)).rejects.toBe(cancelled);
    await service.received("GET /control/status/own-7");
    attempt.abort.abort(cancelled);
    await ended;
    expect(service.callsOf("POST /control/cancel/own-7")).toHaveLength(1);
  });

  it("tells the service also while the attempt is being posted", async () => {
    await using service = await startScriptedService({ ...concurrent(), "POST /control/execute": () => undefined });
    const attempt = attemptOf(service);
    const ended = expect(run(attempt)).rejects.toBe(cancelled);
    await service.received("POST /control/execute");
    attempt.abort.abort(cancelled);
    await ended;
    expect(service.callsOf("POST /control/cancel/task_1")).toHaveLength(1);
  });

  it.each([404, 405])("notes in the Job's log that an old service (%i) cannot be told", async (status) => {
    await using service = await startScriptedService({
      ...endless,
      "POST /control/cancel/": () => ({ status, body: {} }),
    });
    const attempt = attemptOf(service);
    const ended = expect(run(attempt)).rejects.toBe(cancelled);
    await service.received("GET /control/status/");
    attempt.abort.abort(cancelled);
    await ended;
    expect(attempt.logs.at(-1)).toContain("warn: service cannot be told; it may still run");
  });

  it("does not wait for ever for a service that does not answer", async () => {
    await using service = await startScriptedService({ ...endless, "POST /control/cancel/": () => undefined });
    const attempt = attemptOf(service);
    const ended = expect(run(attempt)).rejects.toBe(cancelled);
    await service.received("GET /control/status/");
    attempt.abort.abort(cancelled);
    await service.received("POST /control/cancel/");
    clock.passAllLimits();
    await ended;
  });

  it("calls nobody when the attempt was not posted yet", async () => {
    await using service = await startScriptedService(concurrent());
    const attempt = attemptOf(service);
    attempt.abort.abort(cancelled);
    await expect(run(attempt)).rejects.toBe(cancelled);
    expect(service.calls).toEqual([]);
  });

  it("tells the service also when the attempt was begun by a former process and its job is to stop", async () => {
    await using service = await startScriptedService(concurrent());
    const attempt = attemptOf({ ...service, resumed: { acknowledgedAs: "own-7" } });
    attempt.abort.abort(cancelled);
    await expect(run(attempt)).rejects.toBe(cancelled);
    expect(service.callsOf("POST ").map(({ path }) => path)).toEqual(["/control/cancel/own-7"]);
  });

  it("leaves the service alone when our process only lets go of the attempt", async () => {
    await using service = await startScriptedService(endless);
    const attempt = attemptOf(service);
    const shutdown = new AppError("unavailable", "shutting down");
    const ended = expect(run(attempt)).rejects.toBe(shutdown);
    await service.received("GET /control/status/");
    attempt.abort.abort(shutdown);
    await ended;
    expect(service.callsOf("POST /control/cancel/")).toEqual([]);
  });
});
