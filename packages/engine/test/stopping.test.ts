import { AppError } from "@gantry/contracts";
import { expect, test } from "vitest";
import { EngineFixture, output, untilAborted } from "./engine-fixture.ts";
import { flowOf, routine } from "./flow-builder.ts";
import { historyFaults } from "./history-faults.ts";

const kindsOf = async (fixture: EngineFixture, jobId = "") => (await fixture.history(jobId)).map((event) => event.kind);

test("decision 11: cancel aborts running handlers with its reason, starts nothing more and ends cancelled", async () => {
  const reasons: unknown[] = [];
  let started = 0;
  const fixture: EngineFixture = new EngineFixture({
    "*": async (attempt) => {
      started += 1;
      return untilAborted(attempt).catch((reason: unknown) => {
        reasons.push(reason);
        throw reason;
      });
    },
  });
  const { workflowId, jobIds } = await fixture.submit(flowOf(["a"]), { jobs: 3, maxWorkers: 2 });
  await fixture.clock.advance(5);
  await fixture.engine.cancel({ workflowId }, "not needed");
  await fixture.clock.advance(0);
  expect(started).toBe(2);
  expect(reasons.map((reason) => (reason instanceof AppError ? [reason.code, reason.message] : reason))).toEqual([
    ["cancelled", "not needed"],
    ["cancelled", "not needed"],
  ]);
  for (const jobId of jobIds) expect(await fixture.state(jobId)).toMatchObject({ status: "cancelled", error: null });
  expect(fixture.engine.runningTasks).toBe(0);
  expect(fixture.engine.readSummary(workflowId)).toBeNull();
});

test("a handler whose start was not durable yet when the job was cancelled does not run", async () => {
  let started = 0;
  const fixture: EngineFixture = new EngineFixture({
    "*": async () => {
      started += 1;
      return output(null);
    },
  });
  const submitting = fixture.submit(flowOf(["a"]));
  fixture.engine.onCommitted(({ events }) => {
    const created = events.find((event) => event.kind === "job_created");
    if (created) queueMicrotask(() => void fixture.engine.cancel({ jobId: created.jobId }));
  });
  const { jobIds } = await submitting;
  await fixture.clock.advance(0);
  expect(started).toBe(0);
  expect((await fixture.state(jobIds[0])).status).toBe("cancelled");
  expect(historyFaults(await fixture.history(jobIds[0] ?? ""))).toEqual([]);
  expect(fixture.engine.runningTasks).toBe(0);
});

test("decision 11: a handler that ignores its signal is left behind after its grace, and its result is late", async () => {
  const fixture: EngineFixture = new EngineFixture(
    { a: async () => fixture.clock.sleep(20_000).then(() => output("too late")) },
    { graceMs: 1_000 },
  );
  const { workflowId, jobIds } = await fixture.submit(flowOf(["a"]));
  await fixture.clock.advance(10);
  await fixture.engine.cancel({ workflowId });
  await fixture.clock.advance(999);
  expect((await fixture.state(jobIds[0])).status).toBe("running");
  await fixture.clock.advance(1);
  expect((await fixture.state(jobIds[0])).status).toBe("cancelled");
  expect(fixture.engine.runningTasks).toBe(0);
  await fixture.clock.advance(20_000);
  expect((await kindsOf(fixture, jobIds[0])).at(-1)).toBe("task_late");
  expect((await fixture.state(jobIds[0])).tasks[0]).toMatchObject({ status: "cancelled", output: null });
});

test("decision 10: an attempt that takes too long fails with its limit named, and its worker goes on with others", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: untilAborted, b: async () => output("b") });
  const flow = flowOf([routine("a", { attemptTimeoutMs: 50, errorPolicy: { strategy: "continue" } }), "b"], [], {
    maxWorkers: 1,
  });
  const entries = ["a", "b"].map((name) => ({ routine: name, slot: "in", data: {} }));
  const { jobIds } = await fixture.submit(flow, { entries });
  await fixture.clock.advance(50);
  const state = await fixture.state(jobIds[0]);
  expect(state.tasks.map((task) => task.status)).toEqual(["failed", "completed"]);
  expect(state.tasks[0]?.error).toEqual({ code: "timeout", message: "Attempt timed out after 50 ms" });
});

test("an attempt that timed out may be tried again", async () => {
  const fixture: EngineFixture = new EngineFixture({
    a: async (attempt) => (attempt.context.attempt === 1 ? untilAborted(attempt) : output("second")),
  });
  const errorPolicy = { strategy: "retry", retryDelayMs: 100 } as const;
  const { jobIds } = await fixture.submit(flowOf([routine("a", { attemptTimeoutMs: 50, errorPolicy })]));
  await fixture.clock.advance(150);
  expect((await fixture.state(jobIds[0])).tasks[0]).toMatchObject({
    status: "completed",
    failures: 1,
    output: { inline: "second" },
  });
});

test("decision 10: a job that takes too long fails with reason timeout, paused or not", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: untilAborted });
  const { jobIds } = await fixture.submit(flowOf(["a"]), { jobs: 2, jobTimeoutMs: 500 });
  await fixture.clock.advance(100);
  await fixture.engine.pause({ jobId: jobIds[1] ?? "" });
  await fixture.clock.advance(400);
  for (const jobId of jobIds) {
    const message = "The job did not end within 500 ms";
    expect(await fixture.state(jobId)).toMatchObject({ status: "failed", error: { code: "timeout", message } });
  }
  await fixture.clock.advance(0);
  expect(fixture.engine.runningTasks).toBe(0);
  expect(fixture.clock.pendingTimers).toBe(0);
});

test("decision 1: waiting for a retry holds no worker", async () => {
  const fixture: EngineFixture = new EngineFixture({
    a: async ({ context }) => {
      if (context.attempt === 1) throw new Error("not yet");
      return output("a");
    },
    b: async () => fixture.clock.sleep(100).then(() => output("b")),
  });
  const flow = flowOf([routine("a", { errorPolicy: { strategy: "retry", retryDelayMs: 1_000 } }), "b"], [], {
    maxWorkers: 1,
  });
  const entries = ["a", "b"].map((name) => ({ routine: name, slot: "in", data: {} }));
  const { jobIds } = await fixture.submit(flow, { entries });
  await fixture.clock.advance(100);
  expect((await fixture.state(jobIds[0])).tasks.map((task) => task.status)).toEqual(["pending", "completed"]);
  expect(fixture.engine.runningTasks).toBe(0);
  await fixture.clock.advance(900);
  expect((await fixture.state(jobIds[0])).status).toBe("completed");
});

test("decision 9: a failure stops the other running handlers of its job, and of no other", async () => {
  const fixture: EngineFixture = new EngineFixture({
    a: async ({ context }) => {
      await fixture.clock.sleep(10);
      if (context.jobId === failing) throw new Error("broken");
      return output(null);
    },
    b: async (attempt) =>
      attempt.context.jobId === failing ? untilAborted(attempt) : fixture.clock.sleep(50).then(() => output("b")),
  });
  const entries = ["a", "b"].map((name) => ({ routine: name, slot: "in", data: {} }));
  let failing = "";
  fixture.engine.onCommitted(({ events }) => {
    failing ||= events[0]?.jobId ?? "";
  });
  const { jobIds, workflowId } = await fixture.submit(flowOf(["a", "b"]), { entries, jobs: 2 });
  const [first, second] = await fixture.untilEnded(jobIds);
  expect(first).toMatchObject({ status: "failed", error: { message: "broken" } });
  expect(first?.tasks.map((task) => task.status)).toEqual(["failed", "cancelled"]);
  expect(second?.status).toBe("completed");
  expect(fixture.committed.at(-1)?.workflowId).toBe(workflowId);
});

test("what a handler throws becomes the failure, whatever it is", async () => {
  const thrown: unknown[] = [undefined, Object.create(null), "text", new Error("an error")];
  const fixture: EngineFixture = new EngineFixture({
    a: async () => {
      throw thrown.shift();
    },
  });
  const { jobIds } = await fixture.submit(flowOf(["a"]), { jobs: 4, maxWorkers: 1 });
  const states = await fixture.untilEnded(jobIds);
  expect(states.map((state) => state.error?.message)).toEqual([
    "Something that is not an Error was thrown: undefined",
    "Something that is not an Error was thrown: {}",
    "Something that is not an Error was thrown: text",
    "an error",
  ]);
});

test("a result or an emission that is not JSON fails the attempt and says which", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: async () => ({ output: 10n as unknown as string }) });
  const { jobIds } = await fixture.submit(flowOf(["a"]));
  const [state] = await fixture.untilEnded(jobIds);
  expect(state?.error).toMatchObject({
    code: "invalid_result",
    message: expect.stringContaining('Routine "a", its result: the data must be JSON') as string,
  });
});

test("decision 15: a runaway loop fails its job and names the routine", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: async () => output(null, {}) });
  const { jobIds } = await fixture.submit(flowOf(["a"], ["a>a"], { maxTasksPerJob: 20 }));
  const [state] = await fixture.untilEnded(jobIds);
  expect(state?.error).toMatchObject({
    code: "task_limit",
    message: expect.stringContaining('the last for "a": does it loop for ever?') as string,
  });
  expect(historyFaults(await fixture.history(jobIds[0] ?? ""))).toEqual([]);
});
