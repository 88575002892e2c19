import { expect, test } from "vitest";
import { TaskManager } from "./task-manager.ts";

const OUTPUT = { protocol: "s3", uri: "s3://bucket/x", format: "json" } as const;
const request = (workflowId = "wf-1") => ({
  method: "M",
  workflow_id: workflowId,
  task_id: "t",
  inputs: [],
  parameters: {},
});

function registered(): TaskManager {
  const manager = new TaskManager();
  manager.registerTask("t", request());
  return manager;
}

test.each([
  [-5, 0],
  [0, 0],
  [33.3, 33.3],
  [100, 100],
  [1e9, 100],
  [Infinity, 100],
])("progress %d is kept as %d", (given, kept) => {
  const manager = registered();
  expect(manager.updateProgress("t", given)).toBe(true);
  expect(manager.getTask("t")?.outcome).toMatchObject({ progress: kept });
});

test("progress that is not a number is ignored", () => {
  const manager = registered();
  manager.updateProgress("t", 40);
  expect(manager.updateProgress("t", NaN)).toBe(false);
  expect(manager.getTask("t")?.outcome).toMatchObject({ progress: 40 });
});

test("a message stays until the next one", () => {
  const manager = registered();
  manager.updateProgress("t", 1, "loading");
  manager.updateProgress("t", 2);
  expect(manager.getTask("t")?.outcome).toMatchObject({ progress: 2, message: "loading" });
});

test("T1: registering again changes nothing", () => {
  const manager = registered();
  manager.updateProgress("t", 70);
  expect(manager.registerTask("t", request())).toBe(false);
  expect(manager.getTask("t")?.outcome).toMatchObject({ progress: 70 });
});

test("T2: only the first worker gets the task", () => {
  const manager = registered();
  expect(manager.beginWork("t")).toBeInstanceOf(AbortSignal);
  expect(manager.beginWork("t")).toBeNull();
  expect(manager.beginWork("unknown")).toBeNull();
});

test.each<[string, (manager: TaskManager) => boolean]>([
  ["completion", (manager) => manager.completeTask("t", OUTPUT)],
  ["failure", (manager) => manager.failTask("t", "broken")],
  ["cancellation", (manager) => manager.cancelTask("t")],
])("T3: nothing overwrites a %s", (_end, end) => {
  const manager = registered();
  expect(end(manager)).toBe(true);
  const outcome = manager.getTask("t")?.outcome;
  expect(manager.updateProgress("t", 10)).toBe(false);
  expect(manager.completeTask("t", OUTPUT)).toBe(false);
  expect(manager.failTask("t", "late")).toBe(false);
  expect(manager.cancelTask("t")).toBe(false);
  expect(manager.registerTask("t", request())).toBe(false);
  expect(manager.getTask("t")?.outcome).toEqual(outcome);
});

test("T4: ended tasks expire after the retention, running ones never do", () => {
  let nowMs = 0;
  const manager = new TaskManager({ retentionMs: 1_000, nowMs: () => nowMs });
  manager.registerTask("ended", request());
  manager.registerTask("running", request());
  manager.completeTask("ended", OUTPUT);
  nowMs = 999;
  expect(manager.getTask("ended")).toBeDefined();
  nowMs = 1_000;
  expect(manager.getTask("ended")).toBeUndefined();
  nowMs = 1_000_000;
  expect(manager.getTask("running")).toBeDefined();
});

test("T5: an id that is taken by another workflow is refused", () => {
  const manager = registered();
  expect(() => manager.registerTask("t", request("wf-2"))).toThrow("Task id t is in use by workflow wf-1");
});

test("completing with an invalid reference throws and leaves the task running", () => {
  const manager = registered();
  expect(() => manager.completeTask("t", { protocol: "s3", uri: "", format: "json" })).toThrow(
    "Invalid output of task t: uri: uri must not be empty",
  );
  expect(manager.getTask("t")?.outcome.status).toBe("running");
});

test("whenIdle waits for running tasks, whenCollected also until their outcomes were asked for", async () => {
  const manager = registered();
  const events: string[] = [];
  const idle = manager.whenIdle().then(() => events.push("idle"));
  const collected = manager.whenCollected().then(() => events.push("collected"));
  manager.markCollected("t");
  manager.completeTask("t", OUTPUT);
  await idle;
  expect(events).toEqual(["idle"]);
  manager.markCollected("t");
  await collected;
  expect(events).toEqual(["idle", "collected"]);
});
