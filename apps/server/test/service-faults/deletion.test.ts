import { expect, test } from "vitest";
import { openStore } from "@gantry/db";
import { TestServer } from "../test-server.ts";
import { PipelineRun } from "./pipeline-run.ts";
import { startWorkingService } from "./working-service.ts";

/** Page 4 §4: `DELETE /workflows/{id}` cancels first, and removes everything of it, secrets too. */

test("page 4: deleting a running workflow tells its service to stop, and nothing of it is left", async () => {
  let isDone = false;
  await using service = await startWorkingService({
    "GET /control/status/": () => ({ body: { status: isDone ? "complete" : "running", progress: 10 } }),
  });
  await using server = await TestServer.start();
  const apiKey = "sk-deleted-4b1d";
  const run = await PipelineRun.submit(server.url, service.port, { services_api_key: apiKey });
  await service.received("GET /control/status/");
  const jobPath = `/jobs/${(await run.tasks())[0].job_id}`;
  expect((await run.delete()).status).toBe(200);

  expect(service.callsOf("POST /control/cancel/")).toHaveLength(1);
  isDone = true; // too late for anybody to ask
  const paths = ["", "/tasks", "/jobs", "/graph"].map((path) => `/workflows/${run.workflowId}${path}`);
  for (const path of [...paths, jobPath, `${jobPath}/history`, `${jobPath}/logs`])
    expect({ path, status: (await server.call("GET", path)).status }).toEqual({ path, status: 404 });
  expect((await run.delete()).status).toBe(404);
  const callsBefore = service.calls.length;

  await server.restart();
  expect((await server.call("GET", "/workflows")).body).toMatchObject({ workflows: [] });
  expect(service.calls).toHaveLength(callsBefore);
  await server.stop();
  await using store = await openStore({ databaseUrl: null, dataDir: server.dataDir, ownerId: "looks-after" });
  expect(await store.secrets.sealedSecretOf(run.workflowId)).toBeNull();
  expect(await store.workflows.load(run.workflowId)).toBeNull();
});
