import { evolveAll } from "@gantry/engine/core";
import { expect, test } from "vitest";
import { ApiClient } from "../src/api-client.ts";
import { LiveViewer } from "../src/live-viewer.ts";
import { ServerProcess } from "../src/server-process.ts";

const VIEWERS = 20;

/** The demo's first Job, as everyone may start and watch it. */
async function startDemo(api: ApiClient): Promise<string> {
  const workflow = await api.workflow(await api.submit({ flow: "concurrent-execution-demo", jobs: 4, max_workers: 2 }));
  const first = workflow.jobs[0];
  if (first === undefined) throw new Error("The demo has Jobs");
  return first.jobId;
}

test(`${VIEWERS} viewers of one Job, some of whose connections are cut, all fold to the server's state`, async () => {
  await using server = await ServerProcess.start();
  const api = new ApiClient(server.url);
  const jobId = await startDemo(api);
  const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => LiveViewer.open(server.url, jobId)));
  try {
    viewers.filter((_, index) => index % 3 === 0).forEach((viewer) => viewer.cut());
    const seen = await Promise.all(viewers.map((viewer) => viewer.ended));
    const truth = evolveAll(null, await api.history(jobId));
    for (const state of seen) expect(state).toEqual(truth);
  } finally {
    viewers.forEach((viewer) => viewer[Symbol.dispose]());
  }
});

test("a viewer heals when the server is killed and started again in the middle of the Job", async () => {
  await using server = await ServerProcess.start();
  const api = new ApiClient(server.url);
  const jobId = await startDemo(api);
  using viewer = await LiveViewer.open(server.url, jobId);
  await server.kill();
  await server.restart();
  expect(await viewer.ended).toEqual(evolveAll(null, await api.history(jobId)));
});
