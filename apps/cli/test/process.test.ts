import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli } from "./run-cli.ts";
import { TestServer } from "./test-server.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

let server: TestServer;
let workflowId: string;
beforeAll(async () => {
  server = await TestServer.start();
  const demo = ["submit", "--flow", "concurrent-execution-demo", "--watch"];
  workflowId = (await cli(demo, { url: server.url })).stdout.slice(0, 15);
});
afterAll(() => server[Symbol.asyncDispose]());

/** The command as a process of its own, as a shell starts it. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", MAIN, ...args], {
    env: { NODE_ENV: "production", PATH: process.env.PATH, GANTRY_URL: server.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "exit").then(([code, signal]: unknown[]) => ({ code, signal, stderr }));
  return { child, ended };
}

test("it ends by itself when it is done, with the exit code of its result", async () => {
  const { child, ended } = start(["watch", workflowId, "--json"]);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  expect(await ended).toEqual({ code: 0, signal: null, stderr: "" });
  expect(stdout).toContain('"type":"result"');
});

test("a reader that goes away ends it quietly with 141, as SIGPIPE does", async () => {
  const { child, ended } = start(["export", workflowId]);
  child.stdout.destroy();
  expect(await ended).toEqual({ code: 141, signal: null, stderr: "" });
});

test("Ctrl-C in the middle of watching ends it with 130, and the run goes on", async () => {
  const demo = ["submit", "--flow", "concurrent-execution-demo", "--jobs", "4", "--max-workers", "1"];
  const running = (await cli(demo, { url: server.url })).stdout.trim();
  // However slowly the process starts: it has not ended by then.
  await cli(["pause", running], { url: server.url });
  const { child, ended } = start(["watch", running]);
  await once(child.stdout, "data");
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining(`${running} goes on`) as unknown });
  await cli(["resume", running], { url: server.url });
  expect(await cli(["watch", running], { url: server.url })).toMatchObject({ code: 0 });
});
