import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WorkflowDetail } from "@gantry/contracts";
import { openStore } from "@gantry/db";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cli, cliJson, CliRun } from "./run-cli.ts";
import { TestServer } from "./test-server.ts";

const DEMO = ["submit", "--flow", "concurrent-execution-demo", "--jobs", "4", "--max-workers", "4"];

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server[Symbol.asyncDispose]());
const at = () => ({ url: server.url });

test("page 7: everything holds, in the middle of a run, beside the server that writes it, and after it", async () => {
  const running = new CliRun([...DEMO, "--watch"], at());
  await running.until((run) => run.stdout.includes("● running"));
  const args = ["check", "--data-dir", server.dataDir];
  expect(await cli(args)).toMatchObject({ code: 0, stdout: expect.stringContaining("Everything holds.") as unknown });
  expect(await running.ended).toBe(0);
  const report = await cliJson([...args, "--min-completed", "100"]);
  expect(report).toMatchObject({
    sound: true,
    faults: [],
    checked: { workflows: 1, endedJobs: 4, completedJobs: 4, tasks: 20 },
  });
  expect(await cli(["check"], { env: { GANTRY_DATA_DIR: server.dataDir } })).toMatchObject({ code: 0 });
});

test("what does not hold is named with its invariant and its job, and ends with 1", async () => {
  const { stdout } = await cli([...DEMO, "--watch"], at());
  const workflow = await cliJson<WorkflowDetail>(["status", stdout.slice(0, 15)], at());
  const { jobId = "", projectedSeq: last = 0 } = workflow.jobs[0] ?? {};
  await server.stop();
  {
    await using store = await openStore({ databaseUrl: null, dataDir: server.dataDir, ownerId: "a wrong program" });
    const { leaseToken = 0 } = (await store.workflows.load(workflow.workflowId)) ?? {};
    const again = { kind: "job_completed", jobId, seq: last + 1, atMs: 1 } as const;
    await store.history.append([
      { workflowId: workflow.workflowId, leaseToken, events: [again], logs: [], values: [] },
    ]);
  }
  const { code, stdout: report } = await cli(["check", "--data-dir", server.dataDir]);
  expect(code).toBe(1);
  expect(report).toContain(`I2 ${jobId}: job_completed (seq ${last + 1}) follows its end`);
  expect(report).toContain(`I4 ${jobId}: it ended 2 times`);
  expect(report).toMatch(/✘ I4/);
  expect(report).toMatch(/✔ I3/);
});

test("a store over which nothing ran passes only when nothing is asked of it", async () => {
  const args = ["check", "--data-dir", server.dataDir];
  expect(await cli(args)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("nothing to find fault with") as unknown,
  });
  expect(await cli([...args, "--min-completed", "95"])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("I12 the store: 0 of 0 ended jobs completed, 95 % are asked for") as unknown,
  });
});

test("a directory without a database is said so, and none is made in it", async () => {
  const empty = await mkdtemp(join(tmpdir(), "gantry-empty-"));
  const { code, stderr } = await cli(["check", "--data-dir", empty]);
  expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining("There is no database in") as unknown });
  await rm(empty, { recursive: true });
});
