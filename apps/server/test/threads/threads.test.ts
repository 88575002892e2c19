import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppRouter } from "../../src/trpc/router.ts";
import { ServerProcess } from "../server-process.ts";
import { waitUntil } from "../wait-until.ts";

let dataDir: string;
let server: ServerProcess;
let api: TRPCClient<AppRouter>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gantry-threads-"));
  const GANTRY_MODULES = fileURLToPath(new URL("./computing-flow.ts", import.meta.url));
  server = new ServerProcess(dataDir, { GANTRY_MODULES, GANTRY_THREADS: "1" });
  const url = await server.ready();
  api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/trpc` })] });
});

afterAll(async () => {
  expect(await server.kill("SIGTERM")).toBe(0); // the pool and the watchdog end with it
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs a registered Flow to its end. @returns its Job's id. */
async function run(flow: string): Promise<string> {
  const { workflowId } = await api.workflows.submit.mutate({ flow });
  const { jobs } = await waitUntil(
    () => api.workflows.get.query({ workflowId }),
    ({ status }) => status === "completed",
  );
  return jobs[0]?.jobId ?? "";
}

test("decision 14: a registered Flow computes on a thread of the server", async () => {
  const jobId = await run("computing");
  const { lines } = await api.jobs.logs.query({ jobId });
  expect(lines.map(({ message }) => message)).toEqual(["on a thread"]);
});

test("under the server: a handler that blocks the event loop is named in the server's log and in its Job's", async () => {
  const jobId = await run("hogging");
  const who = 'by routine "hog" of flow hogging';
  const { lines } = await api.jobs.logs.query({ jobId });
  expect(lines).toMatchObject([{ level: "warn", message: expect.stringContaining(who) as unknown }]);
  expect(server.output).toMatch(/"msg":"The event loop was blocked for \d+ ms by routine/);
});
