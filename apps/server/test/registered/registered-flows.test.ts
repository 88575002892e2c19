import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JobState } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppRouter } from "../../src/trpc/router.ts";
import { ServerProcess } from "../server-process.ts";
import { waitUntil } from "../wait-until.ts";

const moduleOf = (version: string): string => fileURLToPath(new URL(`./etl-${version}.ts`, import.meta.url));

let dataDir: string;
let started: ServerProcess[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gantry-registered-"));
  started = [];
});
afterEach(async () => {
  for (const server of started) await server.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly server: ServerProcess;
  readonly url: string;
  readonly api: TRPCClient<AppRouter>;
}

/** A server process that knows these versions of the Flow `etl`. */
async function start(versions: readonly string[], variables: Record<string, string> = {}): Promise<Started> {
  const modules = versions.map(moduleOf).join(",");
  const server = new ServerProcess(dataDir, { GANTRY_MODULES: modules, ...variables });
  started.push(server);
  const url = await server.ready();
  return { server, url, api: createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/trpc` })] }) };
}

async function post(url: string, body: unknown) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** The Jobs as their histories fold, by index. */
async function jobStates(api: TRPCClient<AppRouter>, workflowId: string): Promise<JobState[]> {
  const { jobs } = await api.workflows.get.query({ workflowId });
  const histories = await Promise.all(jobs.map(({ jobId }) => api.jobs.history.query({ jobId })));
  return histories.flatMap(({ events }) => evolveAll(null, events) ?? []);
}

describe("registered Flows of a server process", () => {
  test("one is submitted by its id over REST and over tRPC, and runs as it suggests; the newest version counts", async () => {
    const { url, api } = await start(["1", "2"]);
    const overRest = await post(`${url}/workflows`, { flow: "etl" });
    const overTrpc = await api.workflows.submit.mutate({ flow: "etl", jobs: 1 });
    for (const [workflowId, jobs] of [
      [String(overRest.body.workflow_id), 2],
      [overTrpc.workflowId, 1],
    ] as const) {
      const { status, flow, jobCount } = await waitUntil(
        () => api.workflows.get.query({ workflowId }),
        (workflow) => workflow.status === "completed",
      );
      expect({ status, version: flow.version, jobCount }).toEqual({
        status: "completed",
        version: "2",
        jobCount: jobs,
      });
    }
  });

  test("killed in the middle, its version gone: the jobs pause and say so, and go on when it is registered again", async () => {
    const first = await start(["1"], { ETL_HOLDS: "1" });
    const { workflowId } = await first.api.workflows.submit.mutate({ flow: "etl" });
    await waitUntil(
      () => jobStates(first.api, workflowId),
      (jobs) =>
        jobs.every(({ tasks }) => tasks.some(({ routine, status }) => routine === "load" && status === "running")),
    );
    await first.server.kill("SIGKILL");

    const second = await start(["2"]);
    for (const { status, pauseReason } of await jobStates(second.api, workflowId))
      expect({ status, pauseReason }).toEqual({ status: "paused", pauseReason: "flow_unavailable" });
    const refused = await post(`${second.url}/workflows/${workflowId}/resume`, {});
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain("Version 1 of flow etl is not registered here");
    await second.server.kill("SIGKILL");

    const third = await start(["1", "2"]);
    const jobs = await waitUntil(
      () => jobStates(third.api, workflowId),
      (states) => states.every(({ status }) => status === "completed"),
    );
    for (const { tasks } of jobs) expect(tasks.map(({ routine }) => routine)).toEqual(["extract", "load"]);
  });
});
