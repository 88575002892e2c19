import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DataManager } from "../src/index.ts";
import { openDurableOperations } from "./crash/durable-operations.ts";
import { LoggedMarketData } from "./crash/logged-market-data.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "gantry-operations-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const logFile = () => join(directory, "loads.log");
const loads = async () => (await readFile(logFile(), "utf8").catch(() => "")).trim().split("\n").map(Number);

/** Runs until two segments are loaded, two more hang, and the closures have started; then kill -9. */
async function killMidOperation(): Promise<void> {
  const program = fileURLToPath(new URL("crash/process-to-be-killed.ts", import.meta.url));
  const execArgv = ["--conditions=source", "--import", "tsx"];
  const child = fork(program, [join(directory, "data"), logFile()], { execArgv });
  await once(child, "message");
  await vi.waitUntil(async () => (await loads()).length === 4, { timeout: 60_000 });
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("page 5: after kill -9 a registered operation runs again, and what its children had done is not done again; a closure ends failed, reason owner_lost", async () => {
  await killMidOperation();
  expect(await loads()).toEqual([0, 10, 20, 30]);

  await using durable = await openDurableOperations(join(directory, "data"));
  const { engine, operations } = durable;
  const data = new DataManager();
  data.adapter = new LoggedMarketData(logFile(), { hangsFrom: Infinity });
  data.attach(operations);
  await engine.recover();
  await operations.recover();

  const roots = (await operations.list({ parentOperationId: null })).operations;
  const [closure, load] = ["closure", "load AAPL"].map((name) => roots.find((root) => root.name === name));
  const { result } = await operations.waitForCompletion(load?.operationId ?? "");
  expect(result).toMatchObject({ loadedBars: 4, bars: [0, 10, 20, 30].map((day) => ({ day, close: day + 10 })) });
  expect((await loads()).slice(4).sort()).toEqual([20, 30]);
  const children = await operations.children(load?.operationId ?? "");
  expect(children.map(({ status }) => status)).toEqual(Array(4).fill("completed"));

  await expect(operations.waitForCompletion(closure?.operationId ?? "")).rejects.toThrow(/owner_lost/);
  expect(await operations.get(closure?.operationId ?? "")).toMatchObject({
    status: "failed",
    reason: "owner_lost",
    error: { message: /function is not registered/ },
    children: [{ name: "child of the closure", status: "failed", reason: "owner_lost" }],
  });
});
