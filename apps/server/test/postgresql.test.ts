import { isTerminal, type HistoryEvent } from "@gantry/contracts";
import { startPostgresForTests, type PostgresForTests } from "@gantry/db/testing";
import { evolveAll } from "@gantry/engine/core";
import { afterAll, describe, expect, test } from "vitest";
import { ServerProcess } from "./server-process.ts";
import { jobRequest, Tab, workflowRequest } from "./tab.ts";
import { TestServer } from "./test-server.ts";
import { waitUntil } from "./wait-until.ts";

const postgres = await startPostgresForTests();

if (postgres.kind === "missing") {
  describe("the server on PostgreSQL", () => {
    test.skip(postgres.reason);
  });
} else {
  describe("the server on PostgreSQL", () => {
    afterAll(() => postgres.stop());
    describeServers(postgres);
  });
}

interface Submitted {
  readonly workflowId: string;
  readonly jobIds: readonly string[];
}

function describeServers(database: PostgresForTests): void {
  const variables = async () => ({
    DATABASE_URL: await database.createDatabase(),
    GANTRY_SECRET_KEY: "a key of more than thirty-two characters",
  });

  test("runs the demo to its end over a restart, and what a viewer folds is what was kept", async () => {
    await using server = await TestServer.start(await variables());
    const demo = await submitDemo(server.url);
    const tab = new Tab(server.live(), workflowRequest(demo.workflowId));
    await tab.follow();
    await server.restart({ PORT: new URL(server.url).port });
    await shown(tab, demo.jobIds);
    await expectFolds(server.url, tab, demo.jobIds);
  });

  test("views on another server than the one that runs a workflow follow it too", async () => {
    const shared = await variables();
    await using owner = await TestServer.start(shared);
    await using other = await TestServer.start(shared);
    const overview = new Tab(other.live(), () => ({ scope: "overview" }));
    await overview.follow();
    const demo = await submitDemo(owner.url);
    const [jobId = ""] = demo.jobIds;
    const tabs = [
      new Tab(other.live(), workflowRequest(demo.workflowId)),
      new Tab(other.live(), jobRequest(jobId)),
    ] as const;
    for (const tab of tabs) await tab.follow();
    await shown(tabs[0], demo.jobIds);
    await shown(tabs[1], [jobId]);
    await expectFolds(owner.url, tabs[0], demo.jobIds);
    await expectFolds(owner.url, tabs[1], [jobId]);
    expect(tabs[1].lines.get(jobId)).toBe(5);
    await waitUntil(
      () => Promise.resolve(overview.overview),
      (ids) => ids.includes(demo.workflowId),
    );
    await owner.call("DELETE", `/workflows/${demo.workflowId}`);
    await waitUntil(
      () => Promise.resolve(overview.removed),
      (ids) => ids.includes(demo.workflowId),
    );
  });

  test("a workflow can be steered only where it runs, and the other server says so", async () => {
    const shared = await variables();
    await using owner = await TestServer.start(shared);
    await using other = await TestServer.start(shared);
    const { workflowId } = await submitDemo(owner.url);
    expect(await other.call("POST", `/workflows/${workflowId}/cancel`, { body: {} })).toMatchObject({
      status: 503,
      body: { code: "unavailable", detail: expect.stringContaining("run by another server") as string },
    });
    expect(await owner.call("POST", `/workflows/${workflowId}/cancel`, { body: {} })).toMatchObject({ status: 200 });
  });

  test("an id or a position that no row can have is the caller's fault", async () => {
    await using server = await TestServer.start(await variables());
    const [jobId = ""] = (await submitDemo(server.url)).jobIds;
    for (const path of ["/workflows/%00", "/jobs/%00/history", `/jobs/${jobId}/history?after_seq=4294967296`])
      expect(await server.call("GET", path), path).toMatchObject({ status: 400 });
  });

  test("when a server is killed the other one finishes its workflows, before the eyes of its own viewers", async () => {
    const shared = await variables();
    await using survivor = await TestServer.start(shared);
    const victim = new ServerProcess("unused", shared);
    try {
      const demo = await submitDemo(await victim.ready());
      const tab = new Tab(survivor.live(), workflowRequest(demo.workflowId));
      await tab.follow();
      await victim.kill("SIGKILL");
      await shown(tab, demo.jobIds);
      await expectFolds(survivor.url, tab, demo.jobIds);
    } finally {
      await victim.kill("SIGKILL");
    }
  });
}

async function submitDemo(url: string): Promise<Submitted> {
  const answer = await fetch(`${url}/workflows`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ flow: "concurrent-execution-demo", jobs: 4, max_workers: 2 }),
  });
  const { workflow_id: workflowId } = (await answer.json()) as { workflow_id: string };
  const { jobs } = await readJson<{ jobs: { job_id: string }[] }>(`${url}/workflows/${workflowId}/jobs`);
  return { workflowId, jobIds: jobs.map((job) => job.job_id) };
}

/** Resolves when a view has seen all of these Jobs end. */
async function shown(tab: Tab, jobIds: readonly string[]): Promise<void> {
  await waitUntil(
    () => Promise.resolve(tab),
    () => tab.ended(jobIds),
  );
}

/** Gap-free, completed, and equal to the fold of the stored history. */
async function expectFolds(url: string, tab: Tab, jobIds: readonly string[]): Promise<void> {
  expect(tab.faults).toEqual([]);
  for (const jobId of jobIds) {
    const input = encodeURIComponent(JSON.stringify({ jobId, afterSeq: 0, limit: 10_000 }));
    const answer = await readJson<{ result: { data: { events: HistoryEvent[] } } }>(
      `${url}/trpc/jobs.history?input=${input}`,
    );
    const { events } = answer.result.data;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const state = evolveAll(null, events);
    expect(state !== null && isTerminal(state.status) && state.status).toBe("completed");
    expect(tab.states.get(jobId)).toEqual(state);
  }
}

const readJson = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;
