import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobState, LiveFrame, SubscribeRequest } from "@gantry/contracts";
import { evolve } from "@gantry/engine/core";
import { jobRequest, Tab, workflowRequest } from "./tab.ts";
import { TestServer } from "./test-server.ts";
import { waitUntil } from "./wait-until.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

async function submitDemo(jobs: number): Promise<{ readonly workflowId: string; readonly jobIds: string[] }> {
  const body = { flow: "concurrent-execution-demo", jobs, max_workers: 4 };
  const { workflow_id: workflowId } = (await server.call("POST", "/workflows", { body })).body as {
    workflow_id: string;
  };
  const answer = await server.call("GET", `/workflows/${workflowId}/jobs`);
  return { workflowId, jobIds: (answer.body as { jobs: { job_id: string }[] }).jobs.map((job) => job.job_id) };
}

/** The server's own fold, from the history that it kept. */
async function foldOnServer(jobId: string): Promise<JobState | null> {
  const input = encodeURIComponent(JSON.stringify({ jobId, afterSeq: 0, limit: 10_000 }));
  const answer = await server.call("GET", `/trpc/jobs.history?input=${input}`);
  const { events } = (answer.body as { result: { data: { events: LiveFrame["events"] } } }).result.data;
  return events.reduce<JobState | null>((state, event) => evolve(state, event), null);
}

describe("live views", () => {
  test("20 viewers, some of whom reconnect, all fold to the server's state", async () => {
    const { workflowId, jobIds } = await submitDemo(2);
    const clients = Array.from({ length: 20 }, () => server.live());
    const tabs = clients.map(
      (client, index) => new Tab(client, index % 2 === 0 ? workflowRequest(workflowId) : jobRequest(jobIds[0] ?? "")),
    );
    await Promise.all(tabs.map((tab) => tab.follow()));
    for (const client of clients.filter((_, index) => index % 5 === 0)) client.disconnect().connect();
    const followed = (index: number) => (index % 2 === 0 ? jobIds : jobIds.slice(0, 1));
    await waitUntil(
      () => Promise.resolve(tabs),
      (all) => all.every((tab, index) => tab.ended(followed(index))),
    );
    for (const [index, tab] of tabs.entries()) {
      expect(tab.faults).toEqual([]);
      for (const jobId of followed(index)) expect(tab.states.get(jobId)).toEqual(await foldOnServer(jobId));
    }
    expect(tabs[1]?.lines.get(jobIds[0] ?? "")).toBe(5);
  });

  test("a tab that stays open heals across a restart of the server", async () => {
    const { workflowId, jobIds } = await submitDemo(3);
    const port = new URL(server.url).port;
    const tab = new Tab(server.live(), workflowRequest(workflowId));
    await tab.follow();
    await server.restart({ PORT: port });
    await waitUntil(
      () => Promise.resolve(tab),
      () => tab.ended(jobIds),
    );
    expect(tab.faults).toEqual([]);
    for (const jobId of jobIds) expect(tab.states.get(jobId)).toEqual(await foldOnServer(jobId));
  });

  test("the overview hears of new workflows and of removed ones", async () => {
    const tab = new Tab(server.live(), () => ({ scope: "overview" }));
    await tab.follow();
    const { workflowId } = await submitDemo(1);
    await waitUntil(
      () => Promise.resolve(tab),
      () => tab.overview.includes(workflowId),
    );
    await server.call("DELETE", `/workflows/${workflowId}`);
    await waitUntil(
      () => Promise.resolve(tab),
      () => tab.removed.includes(workflowId),
    );
    expect(tab.faults).toEqual([]);
  });

  test("an unknown job, an unknown workflow and nonsense are answered, not dropped", async () => {
    const client = server.live();
    await new Promise<void>((resolve) => client.once("connect", resolve));
    const ask = (request: unknown) => client.emitWithAck("subscribe", request as SubscribeRequest);
    expect(await ask({ scope: "job", jobId: "job_none", afterSeq: null, afterLogSeq: null })).toMatchObject({
      ok: false,
      code: "not_found",
    });
    expect(await ask({ scope: "workflow", workflowId: "wf-none", afterSeq: {} })).toMatchObject({
      ok: false,
      code: "not_found",
    });
    expect(await ask({ scope: "everything" })).toMatchObject({ ok: false, code: "invalid_input" });
    expect(await ask(null)).toMatchObject({ ok: false, code: "invalid_input" });
  });
});
