import { expect, test } from "vitest";
import { startExampleServices } from "../src/index.ts";

test("stop ends every process", async () => {
  const examples = await startExampleServices({ containers: ["arithmetic", "my-service"] });
  await examples.stop();
  expect(await Promise.all(examples.services.map((service) => service.ended))).toEqual([0, 0]);
  for (const { url } of examples.services) await expect(fetch(`${url}/health`)).rejects.toThrow();
});

test("a service with a task that would run for hours still stops at once", async () => {
  await using examples = await startExampleServices({ containers: ["my-service"] });
  const service = examples.service("my-service");
  await fetch(`${service.url}/control/execute`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ method: "LongProcess", workflow_id: "w", task_id: "t", parameters: { duration_ms: 36e5 } }),
  });
  await service.stop();
  expect(await service.ended).toBe(0);
});

test("when one port is taken, the start fails with that service's name and leaves no other running", async () => {
  await using occupant = await startExampleServices({ containers: ["my-service"] });
  const { port } = occupant.service("my-service");
  const start = startExampleServices({ containers: ["arithmetic", "load-profile"], ports: { arithmetic: port } });
  await expect(start).rejects.toThrow("Service arithmetic ended before it listened");
});

test("a key in the environment closes the control interface of the services", async () => {
  await using examples = await startExampleServices({ containers: ["arithmetic"], env: { SERVICE_API_KEY: "k3y" } });
  const { url } = examples.service("arithmetic");
  expect((await fetch(`${url}/control/status`)).status).toBe(401);
  expect((await fetch(`${url}/control/status`, { headers: { authorization: "Bearer k3y" } })).status).toBe(404);
});
