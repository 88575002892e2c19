import { createServer } from "node:http";
import fastify from "fastify";
import { expect, test } from "vitest";
import { controlInterface, createApp, TaskManager } from "../src/index.ts";
import { executeBody, OUTPUT } from "./running-app.ts";

const methods = { Quick: () => ({ status: "complete", output: OUTPUT }) as const };

const postExecute = (url: string, prefix = ""): Promise<Response> =>
  fetch(`${url}${prefix}/control/execute`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(executeBody("Quick")),
  });

test("the application can be mounted in a node:http server", async () => {
  const app = createApp({ methods });
  await app.ready();
  const server = createServer((request, response) => app.routing(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  expect(await (await postExecute(`http://127.0.0.1:${port}`)).json()).toMatchObject({ status: "complete" });
  await new Promise((closed) => server.close(closed));
  await app.close();
});

test("the control interface can be registered in a Fastify application, whose own routes stay as they are", async () => {
  const app = fastify();
  app.get("/own", async () => {
    throw new Error("own error");
  });
  app.register(controlInterface, { prefix: "/service", methods, taskManager: new TaskManager(), apiKey: "k3y" });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  expect((await postExecute(url, "/service")).status).toBe(401);
  const own = await fetch(`${url}/own`);
  expect([own.status, await own.json()]).toEqual([500, expect.objectContaining({ message: "own error" })]);
  await app.close();
});
