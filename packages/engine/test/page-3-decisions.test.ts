import type { JsonObject } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { Flow, Routine, type FlowOptions } from "../src/index.ts";
import { ManualClock } from "../src/testing/index.ts";
import { EngineFixture, output, untilAborted } from "./engine-fixture.ts";
import { flowOf } from "./flow-builder.ts";

/** Page 3's numbered decisions, as far as a test of their own shows them better than those beside the code. */

type Run = (routine: Routine, data: JsonObject) => unknown;

/** A Routine with an entry, an input, and one output. */
class Node extends Routine {
  readonly output = this.defineEvent("output");

  constructor(run: Run) {
    super();
    for (const slot of ["trigger", "input"]) this.defineSlot(slot, (data) => run(this, data));
  }
}

function flowOfNodes(nodes: Readonly<Record<string, Run>>, options: Partial<FlowOptions> = {}) {
  const clock = new ManualClock();
  const flow = new Flow({ flowId: "f", executionStrategy: "concurrent", clock, ...options });
  for (const [name, run] of Object.entries(nodes)) flow.addRoutine(new Node(run), name);
  return { flow, clock };
}

test("decision 1: entry routines count against maxWorkers like any other; sequential is one, concurrent five", async () => {
  for (const [options, limit] of [
    [{ executionStrategy: "sequential" }, 1],
    [{}, 5],
    [{ maxWorkers: 2 }, 2],
  ] as const) {
    let [running, peak] = [0, 0];
    const { flow, clock } = flowOfNodes(
      {
        a: async () => {
          peak = Math.max(peak, (running += 1));
          await clock.sleep(10);
          running -= 1;
        },
      },
      options,
    );
    const started = Array.from({ length: 8 }, () => flow.execute("a"));
    await clock.advance(100);
    await Promise.all(started);
    expect(peak).toBe(limit);
  }
});

test("decision 6: activations of a connection start in the order in which they were emitted", async () => {
  const seen: unknown[] = [];
  const { flow } = flowOfNodes({
    a: (a) => {
      for (let n = 1; n <= 20; n += 1) a.emit("output", { n });
    },
    b: (_b, { n }) => void seen.push(n),
  });
  flow.connect("a", "output", "b", "input");
  await flow.execute("a");
  await flow.waitForCompletion();
  expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test("decision 7: what is emitted is delivered while the handler still runs", async () => {
  const order: string[] = [];
  const { flow, clock } = flowOfNodes({
    a: async (a) => {
      a.emit("output", {});
      await clock.sleep(100);
      order.push("a ended");
    },
    b: () => void order.push("b ran"),
  });
  flow.connect("a", "output", "b", "input");
  await flow.execute("a");
  await clock.advance(100);
  expect(order).toEqual(["b ran", "a ended"]);
});

test("decision 8: paramMapping renames on the way, and the same pair connected twice delivers once", async () => {
  const seen: JsonObject[] = [];
  const { flow } = flowOfNodes({
    a: (a) => a.emit("output", { a: 1, b: 2 }),
    b: (_b, data) => void seen.push(data),
  });
  for (let time = 0; time < 2; time += 1) {
    flow.connect("a", "output", "b", "input", { paramMapping: { a: "z" } });
  }
  await flow.execute("a");
  await flow.waitForCompletion();
  expect(seen).toEqual([{ z: 1, b: 2 }]);
});

test("decision 9: an entry routine is retried like an inner one", async () => {
  let failures = 1;
  const { flow, clock } = flowOfNodes({
    a: () => {
      if (failures-- > 0) throw new Error("not yet");
    },
  });
  flow.routines.get("a")?.setAsCritical({ retryDelayMs: 100 });
  const job = await flow.execute("a");
  await clock.advance(99);
  expect(job.state.tasks[0]).toMatchObject({ status: "pending", waiting: "retry" });
  await clock.advance(1);
  expect(job.state).toMatchObject({ status: "completed", counts: { total: 1 } });
});

test("decision 11: cancel reaches every running handler at once, and nothing starts after it", async () => {
  const started: string[] = [];
  const told: number[] = [];
  const fixture: EngineFixture = new EngineFixture({
    "*": async (attempt) => {
      started.push(attempt.context.taskId);
      attempt.context.emit("out", {});
      await untilAborted(attempt).catch(() => told.push(fixture.clock.nowMs()));
      return output(null, {});
    },
  });
  const { workflowId, jobIds } = await fixture.submit(flowOf(["a", "b"], ["a>b"]), { jobs: 6, maxWorkers: 4 });
  await fixture.clock.advance(1_000);
  expect(started).toHaveLength(4);
  const cancelledAtMs = fixture.clock.nowMs();
  await fixture.engine.cancel({ workflowId });
  await fixture.clock.advance(0);
  expect(told).toEqual(Array(4).fill(cancelledAtMs));
  await fixture.clock.advance(60_000);
  expect(started).toHaveLength(4);
  for (const jobId of jobIds) expect((await fixture.state(jobId)).status).toBe("cancelled");
});

test("decision 12: shutdown has nobody to wait for in a paused job, and cancels it", async () => {
  const { flow, clock } = flowOfNodes({ a: (a) => a.emit("output", {}), b: () => clock.sleep(10) });
  flow.connect("a", "output", "b", "input");
  const job = await flow.execute("a");
  flow.pause();
  await clock.advance(100);
  await flow.shutdown();
  expect(job.state.status).toBe("cancelled");
});

describe("decision 15: history grows without hurting", () => {
  test("a library Flow keeps nothing of Jobs that are over; who holds one still has all of it", async () => {
    const { flow } = flowOfNodes({ a: (a) => a.context.sharedData.set("k", "v".repeat(9_000)) });
    const job = await flow.execute("a");
    await job.waitForCompletion();
    const { events, values } = await job.serialize();
    expect([job.state.status, events.at(-1)?.kind, Object.keys(values)]).toMatchObject([
      "completed",
      "job_completed",
      [expect.any(String)],
    ]);
    expect(await job.waitForCompletion()).toBe(true);
    job.cancel("too late");
    expect(job.state.status).toBe("completed");
  });
});
