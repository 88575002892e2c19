import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TestServer } from "../test-server.ts";
import { PipelineRun } from "./pipeline-run.ts";

/** A service's process under SIGSTOP: the kernel still takes its connections, and nobody answers. Page 7. */

const PROGRAM = fileURLToPath(new URL("patient-service.ts", import.meta.url));
const POLLING = { initial_delay_ms: 5, max_delay_ms: 20 };

let directory: string;
let server: TestServer;
let service: ChildProcess;
let port: number;
const finishWork = (): Promise<void> => writeFile(join(directory, "done"), "");

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "gantry-patient-"));
  [server, port] = await Promise.all([TestServer.start(), startService()]);
});
afterEach(async () => {
  service.kill("SIGKILL");
  await server[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

/** @returns the port that it listens on. */
async function startService(): Promise<number> {
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", PROGRAM], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", WORK_DONE: join(directory, "done") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  service = child;
  for await (const line of createInterface({ input: child.stdout })) {
    const listening = /listening on http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
    if (listening !== undefined) return Number(listening);
  }
  throw new Error("The service ended before it listened");
}

test("page 7: a service that is stopped for a while and goes on loses nothing: one attempt, completed", async () => {
  const timeouts = { call_ms: 200, polling: { ...POLLING, tolerated_failures: 100 } };
  const run = await PipelineRun.submit(server.url, port, { timeouts });
  await run.progressed();
  service.kill("SIGSTOP");
  await run.logged("GET /control/status failed");
  service.kill("SIGCONT");
  await finishWork();
  expect(await run.ended()).toMatchObject({ status: "completed", work: { status: "completed", attempt: 1 } });
});

test("page 7: one that is stopped for longer than is put up with fails; what it finishes later changes nothing", async () => {
  const timeouts = { call_ms: 200, polling: { ...POLLING, tolerated_failures: 1 } };
  const run = await PipelineRun.submit(server.url, port, { timeouts });
  await run.progressed();
  service.kill("SIGSTOP");
  const failed = await run.ended();
  expect(failed).toMatchObject({
    status: "failed",
    work: { status: "failed", attempt: 1 },
    after: { status: "pending" },
  });
  expect(failed.error).toMatch(/^Request timed out: GET .*\/control\/status\/.* within 200 ms$/);

  service.kill("SIGCONT");
  await finishWork();
  const taskId = failed.work.task_id;
  const late = await fetch(`http://127.0.0.1:${port}/control/status/${taskId}`);
  expect(late.status).toBe(200);
  expect(await run.ended()).toEqual(failed);
});
