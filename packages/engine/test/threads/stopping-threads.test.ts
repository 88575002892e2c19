import { expect, test } from "vitest";
import { ThreadFixture } from "./thread-fixture.ts";
import { ThreadRoutine } from "./thread-routine.ts";
import { until } from "./until.ts";

const GRACE_MS = 1_000;

const open = (exportName: string) => {
  const which = new ThreadRoutine("whichThread");
  return new ThreadFixture(
    { work: new ThreadRoutine(exportName).setTimeout(10_000), which },
    { maxThreads: 1, graceMs: GRACE_MS },
  );
};

const outputOf = ({ tasks: [task] }: Awaited<ReturnType<ThreadFixture["run"]>>) => task?.output;

test.each(["computeUntilStopped", "waitUntilStopped"])(
  "decision 11: cancel reaches a function that listens (%s), and its thread lives on",
  async (exportName) => {
    await using threads = open(exportName);
    const before = outputOf(await threads.run("which"));
    const [jobId = ""] = await threads.start("work");
    await until(() => threads.beacon.read("running") === 1);
    await threads.fixture.engine.cancel({ jobId }, "not needed");
    expect(await threads.ended(jobId)).toMatchObject({ status: "cancelled", error: null });
    expect(outputOf(await threads.run("which"))).toEqual(before);
    expect(threads.clock.pendingTimers).toBe(0);
  },
);

test("decision 11: a runaway loop that is cancelled is really stopped after its grace, and the pool serves the next", async () => {
  await using threads = open("runAway");
  const before = outputOf(await threads.run("which"));
  const [jobId = ""] = await threads.start("work");
  await until(() => threads.beacon.read("spins") > 0);
  await threads.fixture.engine.cancel({ jobId });
  expect((await threads.fixture.state(jobId)).tasks[0]?.status).toBe("running");
  await threads.clock.advance(GRACE_MS);
  expect((await threads.ended(jobId)).status).toBe("cancelled");
  const spins = threads.beacon.read("spins");
  expect(outputOf(await threads.run("which"))).not.toEqual(before);
  expect(threads.beacon.read("spins")).toBe(spins);
});

test("decision 10: a runaway loop is stopped at its timeout, with that reason", async () => {
  await using threads = open("runAway");
  const [jobId = ""] = await threads.start("work");
  await until(() => threads.beacon.read("spins") > 0);
  await threads.clock.advance(10_000);
  await threads.clock.advance(GRACE_MS);
  const state = await threads.ended(jobId);
  expect(state.error).toEqual({ code: "timeout", message: "Attempt timed out after 10000 ms" });
  const spins = threads.beacon.read("spins");
  expect((await threads.run("which")).status).toBe("completed");
  expect(threads.beacon.read("spins")).toBe(spins);
});

test("decision 11: what waits for a thread when it is cancelled never runs", async () => {
  await using threads = open("computeUntilStopped");
  const [running = "", waiting = ""] = await threads.start("work", {}, {});
  await until(() => threads.beacon.read("running") === 1);
  await threads.fixture.engine.cancel({ jobId: waiting });
  expect((await threads.ended(waiting)).status).toBe("cancelled");
  await threads.fixture.engine.cancel({ jobId: running });
  await threads.ended(running);
  expect(threads.beacon.read("running")).toBe(1);
});

test("close ends what computes, and nothing can be run any more", async () => {
  const threads = open("runAway");
  const [jobId = ""] = await threads.start("work");
  await until(() => threads.beacon.read("spins") > 0);
  await threads.pool.close();
  const spins = threads.beacon.read("spins");
  const closed = { code: "handler_error", message: "The thread pool was closed" };
  expect((await threads.ended(jobId)).error).toEqual(closed);
  expect((await threads.run("which")).error).toEqual(closed);
  expect([threads.pool.threads, threads.beacon.read("spins") - spins]).toEqual([0, 0]);
  await threads.fixture.engine.close();
});

test("an idle thread ends by itself", async () => {
  await using threads = new ThreadFixture({ which: new ThreadRoutine("whichThread") }, { idleTimeoutMs: 0 });
  expect((await threads.run("which")).status).toBe("completed");
  await until(() => threads.pool.threads === 0);
  expect((await threads.run("which")).status).toBe("completed");
});
