import { expect, test } from "vitest";
import { EngineFixture, output, type Handlers } from "./engine-fixture.ts";
import { flowOf } from "./flow-builder.ts";
import { historyFaults, laneFaults, occupancy } from "./history-faults.ts";

const STEPS = { source: 100, processor: 150, validator: 120, aggregator: 180, reporter: 100 };
const NAMES = Object.keys(STEPS);
const demoFlow = flowOf(
  NAMES,
  NAMES.slice(1).map((name, index) => `${NAMES[index] ?? ""}>${name}`),
  { maxWorkers: 2 },
);

async function runDemo() {
  const handlers: Handlers = Object.fromEntries(
    Object.entries(STEPS).map(([name, durationMs]) => [
      name,
      async ({ context }) => {
        await fixture.clock.sleep(durationMs);
        context.log("info", `${name} is done`);
        context.sharedData.set(name, { atMs: fixture.clock.nowMs() });
        return output(name, { from: name });
      },
    ]),
  );
  const fixture: EngineFixture = new EngineFixture(handlers);
  const startedAtMs = fixture.clock.nowMs();
  const { jobIds } = await fixture.submit(demoFlow, { jobs: 4 });
  await fixture.clock.advance(1_300);
  const histories = await fixture.histories(jobIds);
  return { fixture, jobIds, histories, startedAtMs };
}

test("decision 1: four jobs of five steps on two workers take exactly the ideal 1,300 ms", async () => {
  const { fixture, jobIds, startedAtMs } = await runDemo();
  const states = await Promise.all(jobIds.map((jobId) => fixture.state(jobId)));
  expect(states.map((state) => state.status)).toEqual(["completed", "completed", "completed", "completed"]);
  expect(Math.max(...states.map((state) => state.finishedAtMs ?? Infinity)) - startedAtMs).toBe(1_300);
});

test("decision 1: exactly two handlers run at every instant, on lanes 1 and 2 (R2)", async () => {
  const { histories } = await runDemo();
  expect(laneFaults(histories, { maxWorkers: 2 })).toEqual([]);
  const busy = occupancy(histories);
  const lastAtMs = busy.at(-1)?.atMs;
  const settled = busy.filter(({ atMs }, index) => atMs !== busy[index + 1]?.atMs && atMs !== lastAtMs);
  expect(new Set(settled.map(({ running }) => running))).toEqual(new Set([2]));
  const lanes = histories.flat().flatMap((event) => (event.kind === "task_started" ? [event.lane] : []));
  expect(new Set(lanes)).toEqual(new Set([1, 2]));
});

test("decision 6: every job's first step starts before any job's third", async () => {
  const { histories } = await runDemo();
  const startsOf = (step: number) =>
    histories.map((events) => events.filter((event) => event.kind === "task_started")[step]?.atMs ?? NaN);
  expect(Math.max(...startsOf(0))).toBeLessThan(Math.min(...startsOf(2)));
});

test("page 3, the demo: each job has its own records, logs and data, and nothing of another", async () => {
  const { fixture, jobIds, histories } = await runDemo();
  for (const [index, jobId] of jobIds.entries()) {
    const state = await fixture.state(jobId);
    expect(historyFaults(histories[index] ?? [])).toEqual([]);
    expect(Object.keys(state.sharedData)).toEqual(NAMES);
    expect(
      Object.values(state.routines).every((routine) => routine.startedAtMs !== null && routine.finishedAtMs !== null),
    ).toBe(true);
    expect(histories[index]?.filter((event) => event.kind === "job_started" || event.kind === "emitted")).toHaveLength(
      6,
    );
    const logs = await fixture.store.readLogs(jobId, 0, 100);
    expect(logs.map((line) => line.logSeq)).toEqual([1, 2, 3, 4, 5]);
  }
});

test("R1: nothing is published, and no handler runs, before it is durable", async () => {
  let started = 0;
  const fixture: EngineFixture = new EngineFixture({
    source: async ({ context }) => {
      const events = await fixture.history(context.jobId);
      expect(events.some((event) => event.kind === "task_started" && event.taskId === context.taskId)).toBe(true);
      started += 1;
      return output(null);
    },
  });
  fixture.engine.onCommitted(({ events, summary }) => {
    for (const event of events)
      void fixture.history(event.jobId).then((stored) => expect(stored).toContainEqual(event));
    expect(summary.workflowId).toMatch(/^wf-/);
  });
  const { jobIds } = await fixture.submit(demoFlow, { jobs: 3 });
  await fixture.untilEnded(jobIds);
  expect(started).toBe(3);
});

test("commits are published once each and in order: per job a history without gaps", async () => {
  const { fixture, jobIds, histories } = await runDemo();
  for (const [index, jobId] of jobIds.entries()) {
    const published = fixture.committed.flatMap(({ events }) => events).filter((event) => event.jobId === jobId);
    expect(published).toEqual(histories[index]);
  }
});
