import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { executeBody } from "./running-app.ts";
import { startServiceChild, type ServiceChild } from "./service-child.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "service-sdk-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const getJson = async (url: string): Promise<unknown> => (await fetch(url)).json();

const startTask = (service: ServiceChild, path: string): Promise<Response> =>
  fetch(`${service.url}/control/execute`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(executeBody("WaitForFile", "task_1", { parameters: { path } })),
  });

/** Resolves once the service refuses new work: its signal has arrived. */
async function untilDraining(service: ServiceChild): Promise<void> {
  while ((await startTask(service, "never")).status !== 503);
}

test("SIGTERM lets the running task finish and be fetched, and then ends the process with code 0", async () => {
  await using service = await startServiceChild("./sleepy-service.ts");
  const path = join(folder, "go");
  await startTask(service, path);
  service.signal("SIGTERM");
  await untilDraining(service);
  expect(await getJson(`${service.url}/control/status/task_1`)).toMatchObject({ status: "running" });

  await writeFile(path, "");
  let status: unknown;
  do {
    ({ status } = (await getJson(`${service.url}/control/status/task_1`)) as { status: unknown });
  } while (status === "running");
  expect(await getJson(`${service.url}/control/output/task_1`)).toMatchObject({
    output: { uri: "s3://bucket/late.json" },
  });
  expect(await service.exit).toEqual({ code: 0, signal: null });
});

test("a task that outlasts the drain time is cancelled, its caller can see that, and the process ends", async () => {
  await using service = await startServiceChild("./sleepy-service.ts", { SERVICE_DRAIN_TIMEOUT_MS: "1" });
  await startTask(service, join(folder, "never"));
  service.signal("SIGTERM");
  let body: unknown;
  do {
    body = await getJson(`${service.url}/control/status/task_1`);
  } while ((body as { status: string }).status === "running");
  expect(body).toMatchObject({ status: "failed", error: "Service is shutting down" });
  expect(await service.exit).toEqual({ code: 0, signal: null });
});

test("an idle service ends at once", async () => {
  await using service = await startServiceChild("./sleepy-service.ts");
  service.signal("SIGINT");
  expect(await service.exit).toEqual({ code: 0, signal: null });
});

test("a second signal ends a draining service at once", async () => {
  await using service = await startServiceChild("./sleepy-service.ts");
  await startTask(service, join(folder, "never"));
  service.signal("SIGTERM");
  await untilDraining(service);
  service.signal("SIGTERM");
  expect(await service.exit).toEqual({ code: null, signal: "SIGTERM" });
});

test("SERVICE_API_KEY of the environment closes the control interface", async () => {
  await using service = await startServiceChild("./sleepy-service.ts", { SERVICE_API_KEY: "k3y" });
  expect((await fetch(`${service.url}/control/status`)).status).toBe(401);
  expect((await fetch(`${service.url}/health`)).status).toBe(200);
});
