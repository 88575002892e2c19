import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { JsonObject } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { ManualClock } from "../testing/index.ts";
import type { FlowOptions } from "./flow-options.ts";
import { Flow } from "./flow.ts";
import { defineSteps } from "../../test/steps.ts";

type Run = (data: JsonObject) => Promise<JsonObject | undefined> | JsonObject | undefined;

/** A chain of steps: each is a Routine with `trigger` and `output`. */
function chainOf(steps: Readonly<Record<string, Run>>, options: Partial<FlowOptions> = {}) {
  const clock = new ManualClock();
  const flow = new Flow({ flowId: "f", executionStrategy: "concurrent", clock, ...options });
  defineSteps(flow, steps);
  return { clock, flow };
}

describe("a Flow runs by itself", () => {
  test("decision 3: concurrent: execute returns at once, and the job ends with nobody waiting", async () => {
    const { flow, clock } = chainOf({ a: async () => clock.sleep(50).then(() => ({ n: 1 })), b: (data) => data });
    const job = await flow.execute("a");
    expect(job.state.status).toBe("running");
    await clock.advance(50);
    expect(job.state).toMatchObject({ status: "completed", counts: { completed: 2 } });
    expect(clock.pendingTimers).toBe(0);
  });

  test("decision 2: sequential: execute resolves when the job has ended, one activation at a time", async () => {
    let [running, peak] = [0, 0];
    const step = async (): Promise<JsonObject> => {
      peak = Math.max(peak, (running += 1));
      await Promise.resolve();
      running -= 1;
      return {};
    };
    const { flow } = chainOf({ a: step, b: step, c: step }, { executionStrategy: "sequential" });
    const job = await flow.execute(["a", "b"]);
    expect([job.state.status, peak]).toEqual(["completed", 1]);
  });

  test("decision 2: several entries in one call are one job; several calls are several jobs", async () => {
    const { flow } = chainOf({ a: () => undefined, b: () => undefined });
    const one = await flow.execute(["a", "b"]);
    const other = await flow.execute("a");
    await flow.waitForCompletion();
    expect([one.state.tasks.length, other.state.tasks.length]).toEqual([2, 1]);
    expect(one.jobId).not.toBe(other.jobId);
  });

  test("decision 3: a short job is waited for while a long one of the same flow runs; a timeout cancels nothing", async () => {
    const { flow, clock } = chainOf({ a: async ({ ms }) => clock.sleep(Number(ms)).then(() => undefined) });
    const long = await flow.execute("a", { ms: 1_000 });
    const short = await flow.execute("a", { ms: 10 });
    const waits = [
      short.waitForCompletion(),
      long.waitForCompletion({ timeoutMs: 100 }),
      flow.waitForCompletion({ timeoutMs: 100 }),
    ];
    await clock.advance(100);
    expect(await Promise.all(waits)).toEqual([true, false, false]);
    expect(long.state.status).toBe("running");
    await clock.advance(900);
    expect(await flow.waitForCompletion()).toBe(true);
    expect(clock.pendingTimers).toBe(0);
  });

  test("an input over 8 KiB arrives whole", async () => {
    const text = "x".repeat(20_000);
    const { flow } = chainOf({ a: (data) => data, b: ({ text: received }) => ({ isWhole: received === text }) });
    const job = await flow.execute("a", { text });
    await job.waitForCompletion();
    expect(job.state.tasks.map((task) => task.status)).toEqual(["completed", "completed"]);
    expect(job.state.tasks[1]?.output).toEqual({ inline: { isWhole: true } });
  });

  test("decision 10: a job beyond its time limit fails; its timer does not outlive it", async () => {
    const { flow, clock } = chainOf(
      { a: async () => clock.sleep(500).then(() => undefined) },
      { executionTimeoutMs: 100 },
    );
    const job = await flow.execute("a");
    const quick = await flow.execute("a", {}, { timeoutMs: 1_000 });
    await clock.advance(100);
    expect(job.state).toMatchObject({ status: "failed", error: { code: "timeout" } });
    await clock.advance(400);
    expect(quick.state.status).toBe("completed");
    expect(clock.pendingTimers).toBe(0);
  });

  test("decision 11: pause, resume and cancel steer one job", async () => {
    const { flow, clock } = chainOf({
      a: async () => clock.sleep(10).then(() => ({})),
      b: async () => clock.sleep(10).then(() => undefined),
    });
    const [first, second] = [await flow.execute("a"), await flow.execute("a")];
    first.pause("lunch");
    second.cancel("no");
    await clock.advance(100);
    expect([first.state.status, second.state.status]).toEqual(["paused", "cancelled"]);
    first.resume();
    await clock.advance(20);
    expect(first.state.status).toBe("completed");
  });

  test("decision 12: shutdown runs what is queued, or cancels it; afterwards nothing can be started", async () => {
    const run = async () => clock.sleep(10).then(() => ({}));
    const { flow, clock } = chainOf({ a: run, b: run });
    const job = await flow.execute("a");
    const closing = flow.shutdown();
    await clock.advance(20);
    await closing;
    expect(job.state.status).toBe("completed");
    await expect(flow.execute("a")).rejects.toThrow("Flow f was shut down; make a new one");

    const other = chainOf({ a: async () => other.clock.sleep(10).then(() => ({})), b: () => undefined });
    const cancelled = await other.flow.execute("a");
    const stopping = other.flow.shutdown({ wait: false });
    await other.clock.advance(10);
    await stopping;
    expect(cancelled.state).toMatchObject({ status: "cancelled", counts: { total: 1 } });
  });

  test("decision 3: await using shuts it down, used or not, sound or not", async () => {
    {
      await using unused = new Flow({ flowId: "empty" });
      expect(unused.validate()).not.toEqual([]);
    }
    const ended: string[] = [];
    {
      await using flow = new Flow({ flowId: "f", executionStrategy: "concurrent" });
      defineSteps(flow, { a: () => ({}), b: () => void ended.push("b") });
      await flow.execute("a");
    }
    expect(ended).toEqual(["b"]);
  });
});

test("decision 3: a script that never waits nor shuts down runs to its end, and exits", async () => {
  const script = fileURLToPath(new URL("../../test/script-that-never-waits.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=source", "--import", "tsx", script]);
  expect(stdout).toBe("a\nb\nb\n");
});
