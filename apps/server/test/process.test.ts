import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ServerProcess } from "./server-process.ts";
import { waitUntil } from "./wait-until.ts";

let dataDir: string;
let started: ServerProcess[];
const start = (variables: Record<string, string> = {}): ServerProcess => {
  const server = new ServerProcess(dataDir, variables);
  started.push(server);
  return server;
};
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gantry-process-"));
  started = [];
});
afterEach(async () => {
  for (const server of started) await server.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

const statusOf = async (url: string, id: string) =>
  ((await (await fetch(`${url}/workflows/${id}`)).json()) as { status: string }).status;

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s ends it with code 0 in the middle of a run, and the next start finishes the run",
  async (signal) => {
    const first = start();
    const url = await first.ready();
    const answer = await fetch(`${url}/workflows`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ flow: "concurrent-execution-demo", jobs: 4, max_workers: 1 }),
    });
    const { workflow_id: id } = (await answer.json()) as { workflow_id: string };
    expect(await first.kill(signal)).toBe(0);
    const secondUrl = await start().ready();
    await waitUntil(
      () => statusOf(secondUrl, id),
      (status) => status === "completed",
    );
  },
);

test("a port in use, a data directory in use and a bad environment are each one clear message and exit code 1", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const port = String((taken.address() as AddressInfo).port);
  const onTakenPort = start({ PORT: port });
  expect(await onTakenPort.exited).toBe(1);
  expect(onTakenPort.output).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is in use`));
  expect(onTakenPort.output).not.toMatch(/\n\s+at /);
  taken.close();

  const holder = start();
  await holder.ready();
  const second = start();
  expect(await second.exited).toBe(1);
  expect(second.output).not.toMatch(/\n\s+at /);

  const misconfigured = start({ PORT: "eighty" });
  expect(await misconfigured.exited).toBe(1);
  expect(misconfigured.output).toContain("PORT must be a whole number");
});
