import { fileURLToPath } from "node:url";
import type { OperationPage } from "@gantry/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli, cliJson, CliRun } from "./run-cli.ts";
import { TestServer } from "./test-server.ts";

let server: TestServer;
beforeAll(async () => {
  const GANTRY_MODULES = fileURLToPath(new URL("staged-service.ts", import.meta.url));
  server = await TestServer.start({ GANTRY_MODULES });
});
afterAll(() => server[Symbol.asyncDispose]());
const at = () => ({ url: server.url });
const TERMINAL = { columns: 100, rows: 24 };

async function start(parameters: object): Promise<string> {
  const answer = await fetch(`${server.url}/operations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ operation_type: "staged", parameters }),
  });
  const { operation_id: operationId } = (await answer.json()) as { operation_id: string };
  return operationId;
}

test("page 5: follow shows nested bars to the end, and ends with 0 when it completed", async () => {
  const operationId = await start({});
  const run = new CliRun(["operations", "follow", operationId], { ...at(), terminal: TERMINAL });
  expect(await run.ended).toBe(0);
  const picture = run.stdout.slice(run.stdout.lastIndexOf("✔ staged"));
  expect(picture).toMatch(/^✔ staged +━+ 100 %/);
  expect(picture).toMatch(/\n✔ {3}load rows +━+ 100 % {2}loaded \(3\/3\)/);
  expect(picture).not.toContain("Ctrl-C");
});

test("without a terminal it prints lines; --json a line of JSON per change, and the result with what it returned", async () => {
  const lines = await cli(["operations", "follow", await start({})], at());
  expect(lines).toMatchObject({ code: 0, stdout: expect.stringMatching(/staged ✔ completed 100 %/) as unknown });
  const operationId = await start({});
  const run = new CliRun(["operations", "follow", operationId, "--json"], at());
  expect(await run.ended).toBe(0);
  expect(run.jsonLines.at(-1)).toEqual({
    type: "result",
    operationId,
    status: "completed",
    result: { loaded: 3 },
    exitCode: 0,
  });
});

test("page 5: Ctrl-C detaches and leaves it running; operations cancel stops it and all that works for it", async () => {
  const operationId = await start({ waits: true });
  const run = new CliRun(["operations", "follow", operationId], at());
  await run.until((now) => now.stdout.includes("waiting for a word"));
  run.signals.emit("SIGINT");
  expect(await run.ended).toBe(130);
  expect(run.stderr).toContain("Press Ctrl-C again to cancel the operation.");
  expect(run.stderr).toContain(`${operationId} goes on.`);
  expect(run.signals.listenerCount("SIGINT")).toBe(0);

  const active = await cliJson<OperationPage>(["operations", "list", "--active"], at());
  expect(active.operations.map((each) => each.operationId)).toContain(operationId);
  expect(await cli(["operations", "cancel", operationId, "--reason", "enough"], at())).toMatchObject({ code: 0 });
  expect(await cli(["operations", "follow", operationId], at())).toMatchObject({
    code: 3,
    stdout: expect.stringContaining("enough") as unknown,
  });
  const all = await cliJson<OperationPage>(["operations", "list"], at());
  const family = all.operations.filter(
    (each) => each.operationId === operationId || each.parentOperationId === operationId,
  );
  expect(family.map((each) => [each.operationType, each.status]).toSorted()).toEqual([
    ["load", "completed"],
    ["staged", "cancelled"],
    ["wait", "cancelled"],
  ]);
  expect(await cli(["operations", "cancel", operationId], at())).toMatchObject({ code: 6 });
});

test("page 5: Ctrl-C twice asks it to cancel, and follows it until it has stopped: 3", async () => {
  const run = new CliRun(["operations", "follow", await start({ waits: true })], at());
  await run.until((now) => now.stdout.includes("waiting for a word"));
  run.signals.emit("SIGINT");
  run.signals.emit("SIGINT");
  expect(await run.ended).toBe(3);
  expect(run.stdout).toContain("cancelled from the command line");
});

test("the list is a table for people; an unknown operation ends with 4", async () => {
  expect((await cli(["operations", "list", "--type", "load", "--limit", "1"], at())).stdout).toMatch(
    /op_\S+ +✔ completed +100 % +StagedService\/load +load rows/,
  );
  expect(await cli(["operations", "follow", "op_none"], at())).toMatchObject({ code: 4 });
});
