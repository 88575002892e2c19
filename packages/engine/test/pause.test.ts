import { expect, test } from "vitest";
import { EngineFixture, output } from "./engine-fixture.ts";
import { flowOf, routine } from "./flow-builder.ts";

test("decision 11: pause stops new activations of that job only; resume delivers every waiting message exactly once", async () => {
  const received: unknown[] = [];
  const fixture: EngineFixture = new EngineFixture({
    a: async ({ context }) => {
      await fixture.clock.sleep(100);
      for (const n of [1, 2, 3]) context.emit("out", { n });
      return output(null);
    },
    b: async ({ context, input }) => {
      received.push([context.jobId, input.n]);
      return output(null);
    },
  });
  const { jobIds } = await fixture.submit(flowOf(["a", "b"], ["a>b"]), { jobs: 2 });
  const [paused = "", other = ""] = jobIds;
  await fixture.clock.advance(50);
  await fixture.engine.pause({ jobId: paused }, "lunch");
  await fixture.clock.advance(100);
  expect(received).toEqual([1, 2, 3].map((n) => [other, n]));
  expect(await fixture.state(paused)).toMatchObject({
    status: "paused",
    pauseReason: "lunch",
    counts: { completed: 1, queued: 3 },
  });
  await fixture.engine.resume({ jobId: paused });
  await fixture.clock.advance(0);
  expect(received.slice(3)).toEqual([1, 2, 3].map((n) => [paused, n]));
  expect((await fixture.state(paused)).status).toBe("completed");
});

test("a retry whose time comes while the job is paused starts when it is resumed", async () => {
  const fixture: EngineFixture = new EngineFixture({
    a: async ({ context }) => {
      if (context.attempt === 1) throw new Error("not yet");
      return output(null);
    },
  });
  const { jobIds, workflowId } = await fixture.submit(
    flowOf([routine("a", { errorPolicy: { strategy: "retry", retryDelayMs: 100 } })]),
  );
  await fixture.clock.advance(10);
  await fixture.engine.pause({ workflowId });
  await fixture.clock.advance(1_000);
  expect((await fixture.state(jobIds[0])).tasks[0]).toMatchObject({ status: "pending", waiting: "retry" });
  await fixture.engine.resume({ workflowId });
  await fixture.clock.advance(0);
  expect((await fixture.state(jobIds[0])).status).toBe("completed");
});

test("a paused job stays paused when another process takes over, and goes on when it is resumed there", async () => {
  const handlers = { a: async () => output(null) };
  const fixture: EngineFixture = new EngineFixture({});
  const { jobIds, workflowId } = await fixture.submit(flowOf(["a", "b"], ["a>b"]), { jobs: 1, maxWorkers: 1 });
  await fixture.clock.advance(0);
  expect((await fixture.state(jobIds[0])).status).toBe("completed");
  const second = await fixture.submit(flowOf(["a"]), { jobs: 1 });
  await expect(fixture.engine.pause({ workflowId })).rejects.toMatchObject({
    code: "conflict",
    message: `Workflow ${workflowId} cannot be paused: it is completed`,
  });
  await fixture.untilEnded(second.jobIds);

  const slow: EngineFixture = new EngineFixture({ a: async () => slow.clock.sleep(100).then(() => output(null)) });
  const { jobIds: slowIds } = await slow.submit(flowOf(["a"]));
  await slow.clock.advance(10);
  await slow.engine.pause({ jobId: slowIds[0] ?? "" });
  const next = await slow.successor(handlers);
  await next.clock.advance(1_000);
  expect((await next.state(slowIds[0])).status).toBe("paused");
  await next.engine.resume({ jobId: slowIds[0] ?? "" });
  await next.clock.advance(0);
  expect(await next.state(slowIds[0])).toMatchObject({
    status: "completed",
    tasks: [{ attempts: [{ lost: true }, { lost: false }] }],
  });
});

test("what cannot be paused or resumed is refused with the reason", async () => {
  const fixture: EngineFixture = new EngineFixture({
    a: async () => fixture.clock.sleep(100).then(() => output(null)),
  });
  const { jobIds } = await fixture.submit(flowOf(["a"]));
  const jobId = jobIds[0] ?? "";
  await expect(fixture.engine.resume({ jobId })).rejects.toMatchObject({
    code: "conflict",
    message: `Job ${jobId} cannot be resumed: it is running`,
  });
  await fixture.clock.advance(0);
  await fixture.engine.cancel({ jobId });
  await expect(fixture.engine.pause({ jobId })).rejects.toThrow(`Job ${jobId} cannot be paused: it is being cancelled`);
  await expect(fixture.engine.pause({ jobId: "job_none" })).rejects.toMatchObject({ code: "not_found" });
  await expect(fixture.engine.cancel({ workflowId: "wf-none" })).rejects.toMatchObject({ code: "not_found" });
});
