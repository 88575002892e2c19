import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileExchange } from "@gantry/service-sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { execute, outputOf, statusOf } from "./control-calls.ts";
import { startTemplate } from "./template-process.ts";

let dataDir: string;
let files: FileExchange;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "templates-"));
  files = new FileExchange(dataDir);
});
afterAll(() => rm(dataDir, { recursive: true }));

const start = (folder: string) => startTemplate(folder, { DATA_DIR: dataDir });

test("the sequential template reads its inputs' files and answers with a file at once", async () => {
  await using service = await start("file-based/sequential");
  const inputs = await Promise.all([
    files.writeJson({ workflow_id: "wf-1", task_id: "parent-1" }, [1, 2]),
    files.writeJson({ workflow_id: "wf-1", task_id: "parent-2" }, [39]),
  ]);
  const output = await outputOf(service.url, { method: "ProcessData", inputs });
  expect(await files.readJson(output)).toEqual({ count: 3, sum: 42 });
  const wrong = [await files.writeJson({ workflow_id: "wf-1", task_id: "parent-3" }, { not: "a list" })];
  expect(await execute(service.url, { method: "ProcessData", inputs: wrong })).toMatchObject({
    status: "failed",
    error: "Each input must be a JSON list of numbers",
  });
  expect(await service.stop()).toBe(0);
});

test("the concurrent template runs long tasks side by side, each with its own output", async () => {
  await using service = await start("file-based/concurrent");
  const call = { method: "LongProcess", parameters: { step_ms: 5 } };
  const outputs = await Promise.all(
    ["a", "b", "c"].map((taskId) => outputOf(service.url, { ...call, taskId, workflowId: `wf-${taskId}` })),
  );
  expect(new Set(outputs.map(({ uri }) => uri)).size).toBe(3);
  const quick = await outputOf(service.url, { method: "QuickTask", taskId: "d", inputs: outputs });
  expect(await files.readJson(quick)).toEqual({ inputs: 3 });
  expect(await service.stop()).toBe(0);
});

test("the concurrent template's long task can be cancelled", async () => {
  await using service = await start("file-based/concurrent");
  const call = { method: "LongProcess", parameters: { step_ms: 3_600_000 } };
  expect(await execute(service.url, call)).toMatchObject({ status: "running", task_id: "task-1" });
  await fetch(`${service.url}/control/cancel/task-1`, { method: "POST" });
  expect(await statusOf(service.url)).toMatchObject({ status: "failed", error: "Task cancelled" });
  expect(await service.stop()).toBe(0);
});
