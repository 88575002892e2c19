import type { KnownService, LiveFrame, ServiceList, SubscribeAnswer } from "@gantry/contracts";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppRouter } from "../src/trpc/router.ts";
import { blueprintOf, dockerinfoOf } from "./blueprints.ts";
import { TestServer, type LiveClient } from "./test-server.ts";
import { startTestService } from "./test-services.ts";
import { waitUntil } from "./wait-until.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const client = () => createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${server.url}/trpc` })] });

async function submit(operation: string, port: number): Promise<string> {
  const body = { blueprint: blueprintOf([operation]), dockerinfo: dockerinfoOf(port) };
  const answer = await server.call("POST", "/workflows", { body });
  expect(answer).toMatchObject({ status: 200, body: { status: "running" } });
  return (answer.body as { workflow_id: string }).workflow_id;
}

const serviceAt = (list: ServiceList, port: number): KnownService | undefined =>
  list.services.find(({ address }) => address === `localhost:${port}`);

/** Waits until the service on `port` is so, by the dashboard's own API. */
const untilListed = (port: number, isSo: (service: KnownService | undefined) => boolean) =>
  waitUntil(
    async () => serviceAt(await client().services.list.query(), port),
    (service) => isSo(service),
  );

/** Follows the services. @returns a reader of what the view shows of the service on `port`. */
function follow(socket: LiveClient, port: number) {
  let list: ServiceList = { services: [], workflowsRead: 0 };
  socket.on("frame", (frame: LiveFrame) => (list = frame.services ?? list));
  socket.emit("subscribe", { scope: "services" }, (answer: SubscribeAnswer) => {
    if (answer.ok) list = answer.services ?? list;
  });
  return (isSo: (service: KnownService | undefined) => boolean) => waitUntil(async () => serviceAt(list, port), isSo);
}

test("issue 4, services page: a service is listed with its health, its Tasks, its workflows and its last error", async () => {
  await using service = await startTestService();
  const running = await submit("Long", service.port);
  const failed = await submit("Fail", service.port);
  const shown = await untilListed(service.port, (named) => named?.workflows[0]?.status === "failed");
  expect(shown).toMatchObject({
    containerNames: ["my-service"],
    workflowCount: 2,
    workflows: [
      { workflowId: failed, name: "My Pipeline", status: "failed" },
      { workflowId: running, status: "running" },
    ],
    runningTasks: 1,
    fault: { message: "Service returned failed status: no luck today", workflowId: failed },
    health: { ok: true, error: null, version: null },
  });
  service.finishLong();
  await untilListed(service.port, (named) => named?.runningTasks === 0);
});

test("a service that is gone says so, and when it was last seen", async () => {
  const service = await startTestService();
  await submit("Quick", service.port);
  const before = await client().services.list.query();
  expect(serviceAt(before, service.port)?.seenAtMs).not.toBeNull();
  await service[Symbol.asyncDispose]();
  const gone = await untilListed(service.port, (named) => named?.health?.ok === false);
  expect(gone).toMatchObject({
    health: { ok: false, latencyMs: null, error: expect.stringContaining("Connection failed") as unknown },
    seenAtMs: expect.any(Number) as unknown,
  });
});

test("REST has the same in snake_case, times in ISO-8601", async () => {
  await using service = await startTestService();
  const workflowId = await submit("Quick", service.port);
  const { status, body } = await server.call("GET", "/services");
  expect(status).toBe(200);
  expect((body as { services: { address: string }[] }).services).toContainEqual(
    expect.objectContaining({
      address: `localhost:${service.port}`,
      container_names: ["my-service"],
      workflows: [expect.objectContaining({ workflow_id: workflowId })],
      named_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      health: expect.objectContaining({ ok: true, latency_ms: expect.any(Number) as unknown }) as unknown,
    }),
  );
});

test("a live view is told at once what is known, then what the services answer and what changes on them", async () => {
  await using service = await startTestService();
  await submit("Long", service.port);
  const untilShown = follow(server.live(), service.port);
  await untilShown((shown) => shown?.health?.ok === true);
  await untilShown((shown) => shown?.runningTasks === 1);
  service.finishLong();
  await untilShown((shown) => shown?.runningTasks === 0);
});

test("a service that no workflow names any more is no longer listed", async () => {
  await using service = await startTestService();
  const workflowId = await submit("Quick", service.port);
  expect(serviceAt(await client().services.list.query(), service.port)).toBeDefined();
  await server.call("DELETE", `/workflows/${workflowId}`);
  expect(serviceAt(await client().services.list.query(), service.port)).toBeUndefined();
});
