import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { waitUntil } from "../wait-until.ts";
import { jobStates, post, Servers } from "./server-fixture.ts";

let servers: Servers;
beforeEach(async () => {
  servers = await Servers.create();
});
afterEach(() => servers[Symbol.asyncDispose]());

describe("registered Flows of a server process", () => {
  test("one is submitted by its id over REST and over tRPC, and runs as it suggests; the newest version counts", async () => {
    const { url, api } = await servers.start(["etl-1", "etl-2"]);
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
    const first = await servers.start(["etl-1"], { ETL_HOLDS: "1" });
    const { workflowId } = await first.api.workflows.submit.mutate({ flow: "etl" });
    await waitUntil(
      () => jobStates(first.api, workflowId),
      (jobs) =>
        jobs.every(({ tasks }) => tasks.some(({ routine, status }) => routine === "load" && status === "running")),
    );
    await first.server.kill("SIGKILL");

    const second = await servers.start(["etl-2"]);
    for (const { status, pauseReason } of await jobStates(second.api, workflowId))
      expect({ status, pauseReason }).toEqual({ status: "paused", pauseReason: "flow_unavailable" });
    const refused = await post(`${second.url}/workflows/${workflowId}/resume`, {});
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain("Version 1 of flow etl is not registered here");
    await second.server.kill("SIGKILL");

    const third = await servers.start(["etl-1", "etl-2"]);
    const jobs = await waitUntil(
      () => jobStates(third.api, workflowId),
      (states) => states.every(({ status }) => status === "completed"),
    );
    for (const { tasks } of jobs) expect(tasks.map(({ routine }) => routine)).toEqual(["extract", "load"]);
  });
});
