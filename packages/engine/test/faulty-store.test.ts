import { AppError } from "@gantry/contracts";
import { expect, test } from "vitest";
import { EngineFixture, output } from "./engine-fixture.ts";
import { FaultyStore } from "./faulty-store.ts";
import { flowOf } from "./flow-builder.ts";
import { historyFaults } from "./history-faults.ts";

const flow = flowOf(["a", "b"], ["a>b"]);

test("a store that refuses writes for a while loses nothing, and nothing goes on or is published meanwhile", async () => {
  const store = new FaultyStore();
  let started = 0;
  const fixture: EngineFixture = new EngineFixture(
    {
      "*": async () => {
        started += 1;
        return output(null, {});
      },
    },
    { store },
  );
  store.failingAppends = 3;
  const { jobIds } = await fixture.submit(flow);
  await fixture.clock.advance(100);
  expect(started).toBe(0);
  expect(fixture.committed.flatMap(({ events }) => events).map((event) => event.kind)).toEqual(["job_created"]);
  const [state] = await Promise.all([fixture.state(jobIds[0]), fixture.clock.advance(5_000)]);
  expect(state.seq).toBeGreaterThan(1);
  const [ended] = await fixture.untilEnded(jobIds);
  expect(ended?.status).toBe("completed");
  expect(started).toBe(2);
  expect(historyFaults(await fixture.history(jobIds[0] ?? ""))).toEqual([]);
});

test("rows that could not be written are written with the next batch, and the workflow stays in memory until then", async () => {
  const store = new FaultyStore();
  const fixture: EngineFixture = new EngineFixture({ "*": async () => output(null, {}) }, { store });
  store.failingProjections = 2;
  const { workflowId, jobIds } = await fixture.submit(flow);
  await fixture.clock.advance(0);
  expect((await fixture.state(jobIds[0])).status).toBe("completed");
  expect(fixture.engine.readSummary(workflowId)?.status).toBe("completed");
  await fixture.clock.advance(500);
  expect(fixture.engine.readSummary(workflowId)).toBeNull();
  const row = store.projected.flatMap(({ workflows }) => workflows).at(-1);
  expect(row).toMatchObject({ workflowId, status: "completed", taskCounts: { completed: 2 } });
  expect(store.projected.flatMap(({ tasks }) => tasks).map(({ task }) => task.status)).toEqual([
    "completed",
    "completed",
  ]);
});

test("a workflow that cannot be read at recovery is tried again until it can", async () => {
  const store = new FaultyStore();
  const first = new EngineFixture({ "*": () => new Promise(() => undefined) }, { store });
  const { jobIds } = await first.submit(flow);
  await first.clock.advance(0);
  store.failingLoads = 2;
  const next = await first.successor({ "*": async () => output(null, {}) });
  await next.clock.advance(2_500);
  expect((await next.state(jobIds[0])).status).toBe("completed");
});

test("closing waits for a store that is gone no longer than its grace", async () => {
  const store = new FaultyStore();
  const fixture: EngineFixture = new EngineFixture({ "*": async () => output(null) }, { store });
  await fixture.submit(flow);
  store.failingAppends = Infinity;
  await fixture.clock.advance(0);
  await fixture.submit(flow);
  const closing = fixture.engine.close();
  await fixture.clock.advance(3_000);
  await closing;
  expect(fixture.clock.pendingTimers).toBe(0);
});

test("a listener that throws stops nothing", async () => {
  const fixture: EngineFixture = new EngineFixture({ "*": async () => output(null, {}) });
  fixture.engine.onCommitted(() => {
    throw new AppError("internal", "a bad listener");
  });
  const { jobIds } = await fixture.submit(flow);
  const [state] = await fixture.untilEnded(jobIds);
  expect(state?.status).toBe("completed");
});

test("readJob gives the durable present although other work never ceases", async () => {
  const fixture: EngineFixture = new EngineFixture({ "*": async () => output(null, {}) });
  const busy = await fixture.submit(flowOf(["a"], ["a>a"], { maxTasksPerJob: 5_000 }));
  const { jobIds } = await fixture.submit(flow);
  const state = await fixture.state(jobIds[0]);
  expect((await fixture.history(state.jobId)).length).toBeGreaterThanOrEqual(state.seq);
  const other = await fixture.state(busy.jobIds[0]);
  expect(other.status).toBe("running");
});
