import type { LogLine } from "@gantry/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cli, CliRun } from "./run-cli.ts";
import { TestServer } from "./test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server[Symbol.asyncDispose]());

test("logs -f across a restart of the server has every line of every job once and in order", async () => {
  const args = ["submit", "--flow", "concurrent-execution-demo", "--jobs", "3", "--max-workers", "1"];
  const workflowId = (await cli(args, { url: server.url })).stdout.trim();
  const run = new CliRun(["logs", workflowId, "-f", "--json"], { url: server.url });
  await run.until((now) => now.stdout.includes("\n"));
  await server.stop();
  await run.until((now) => now.stderr.includes("waiting for it"));
  await server.boot();
  expect(await run.ended).toBe(0);
  expect(run.stderr).toContain("The server is back.");

  const followed = run.jsonLines as LogLine[];
  const read = new CliRun(["logs", workflowId, "--json"], { url: server.url });
  expect(await read.ended).toBe(0);
  const kept = read.jsonLines as LogLine[];
  expect(kept.length).toBeGreaterThanOrEqual(15);
  const byJob = (lines: readonly LogLine[]) =>
    lines.toSorted((a, b) => (a.jobId < b.jobId ? -1 : a.jobId > b.jobId ? 1 : 0));
  expect(byJob(followed)).toEqual(byJob(kept));
});
