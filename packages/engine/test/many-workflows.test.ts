import { expect, test } from "vitest";
import { EngineFixture, output, untilAborted, type Handlers } from "./engine-fixture.ts";
import { flowOf } from "./flow-builder.ts";

const single = flowOf(["a"]);

test("decision 6: workflows share the server's capacity in turn, whoever came first", async () => {
  const order: string[] = [];
  const fixture: EngineFixture = new EngineFixture(
    {
      a: async ({ context }) => {
        order.push(context.workflowId);
        await fixture.clock.sleep(10);
        return output(null);
      },
    },
    { maxRunningTasks: 1 },
  );
  const first = await fixture.submit(single, { jobs: 10 });
  const second = await fixture.submit(single, { jobs: 3 });
  await fixture.untilEnded([...first.jobIds, ...second.jobIds]);
  expect(order.slice(1, 7).filter((workflowId) => workflowId === second.workflowId)).toHaveLength(3);
  expect(fixture.engine.runningTasks).toBe(0);
});

test("a place that the next in line cannot use goes to the one after it", async () => {
  const handlers: Handlers = { a: async () => fixture.clock.sleep(10).then(() => output(null)) };
  const fixture: EngineFixture = new EngineFixture(handlers, { maxRunningTasks: 1 });
  const running = await fixture.submit(single);
  const cancelled = await fixture.submit(single);
  const waiting = await fixture.submit(single);
  await fixture.engine.cancel({ workflowId: cancelled.workflowId });
  await fixture.clock.advance(20);
  expect((await fixture.state(running.jobIds[0])).status).toBe("completed");
  expect((await fixture.state(waiting.jobIds[0])).status).toBe("completed");
});

test("an ended workflow leaves memory, and is read from the store", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: async () => output("kept") });
  const { workflowId, jobIds } = await fixture.submit(single, { jobs: 2 });
  await fixture.clock.advance(0);
  expect(fixture.engine.readSummary(workflowId)).toBeNull();
  expect(fixture.engine.readJobSummaries(workflowId)).toBeNull();
  expect(await fixture.state(jobIds[1])).toMatchObject({
    status: "completed",
    tasks: [{ output: { inline: "kept" } }],
  });
  expect(fixture.clock.pendingTimers).toBe(0);
});

test("submitting again under the same key gives the first workflow", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: async () => output(null) });
  const first = await fixture.submit(single, { idempotencyKey: "k" });
  const again = await fixture.submit(single, { idempotencyKey: "k" });
  expect(again).toEqual({ ...first, created: false });
  expect(await fixture.submit(single, { idempotencyKey: "other" })).toMatchObject({ created: true });
});

test("a request that could never end is refused with every fault of it", async () => {
  const fixture: EngineFixture = new EngineFixture({});
  const entries = [
    { routine: "z", slot: "in", data: {} },
    { routine: "a", slot: "side", data: {} },
  ];
  const request = { jobs: 0, maxWorkers: 0, jobTimeoutMs: -1, entries };
  await expect(fixture.submit(flowOf(["a"], ["a>b"]), request)).rejects.toMatchObject({
    code: "invalid_input",
    message:
      'Workflow "test" cannot run: Connection a.out → b.in: there is no routine "b"; there is no routine "z" to enter; ' +
      'routine "a" has no slot "side" to enter by; jobs must be a whole number above 0, not 0; ' +
      "maxWorkers must be a whole number above 0, not 0; jobTimeoutMs must be above 0, not -1",
  });
});

test("deleting a running workflow stops it first, also when it is being cancelled already", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: untilAborted });
  const { workflowId, jobIds } = await fixture.submit(single, { jobs: 2 });
  await fixture.clock.advance(0);
  const cancelling = fixture.engine.cancel({ workflowId });
  await fixture.engine.delete(workflowId);
  await cancelling;
  expect(await fixture.engine.readJob(jobIds[0] ?? "")).toBeNull();
  expect(fixture.engine.runningTasks).toBe(0);
  await expect(fixture.engine.delete(workflowId)).rejects.toMatchObject({ code: "not_found" });
});

test("the summary counts what is durable, never what is only decided", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: async () => output(null) });
  const checks: Promise<void>[] = [];
  fixture.engine.onCommitted(({ summary }) => {
    checks.push(
      Promise.all(jobs.map((jobId) => fixture.history(jobId))).then((histories) => {
        const durable = histories.flat().filter((event) => event.kind === "task_completed").length;
        expect(summary.taskCounts.completed).toBeLessThanOrEqual(durable);
      }),
    );
  });
  const jobs: string[] = [];
  const { jobIds } = await fixture.submit(single, { jobs: 5, maxWorkers: 1 });
  jobs.push(...jobIds);
  await fixture.untilEnded(jobIds);
  await Promise.all(checks);
  expect(checks.length).toBeGreaterThan(3);
});
