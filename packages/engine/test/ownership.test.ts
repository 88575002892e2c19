import { describe, expect, test } from "vitest";
import { EngineFixture, output, untilAborted, type Handlers } from "./engine-fixture.ts";
import { flowOf, routine } from "./flow-builder.ts";
import { historyFaults, laneFaults } from "./history-faults.ts";

const chain = flowOf(["a", "b"], ["a>b"]);
const quick: Handlers = { "*": async () => output(null, {}) };

/** Each handler takes 100 ms, whatever its signal says. */
const slowIn = (fixture: () => EngineFixture, log: string[] = []): Handlers => ({
  "*": async ({ context }) => {
    log.push(`${context.routine} ${String(context.attempt)}`);
    await fixture().clock.sleep(100);
    return output(null, {});
  },
});

describe("two engines over one store", () => {
  test("the older is fenced off: what it still decides is refused, and the newer one's history stands", async () => {
    const older: EngineFixture = new EngineFixture(slowIn(() => older));
    const { jobIds, workflowId } = await older.submit(chain);
    await older.clock.advance(50);
    const newer = await older.successor(quick);
    await newer.untilEnded(jobIds);
    await older.clock.advance(1_000);
    const history = await newer.history(jobIds[0] ?? "");
    expect(historyFaults(history)).toEqual([]);
    expect(history.at(-1)?.kind).toBe("job_completed");
    expect(history.filter((event) => event.kind === "task_retry_scheduled")).toHaveLength(1);
    expect(older.engine.readSummary(workflowId)).toBeNull();
    expect(older.engine.runningTasks).toBe(0);
  });

  test("the one that was fenced off tells the handlers that it lets go, and says so to who commands it", async () => {
    const reasons: unknown[] = [];
    const older: EngineFixture = new EngineFixture({
      "*": (attempt) => untilAborted(attempt).catch((reason: unknown) => void reasons.push(reason)),
    });
    const { jobIds, workflowId } = await older.submit(chain);
    await older.clock.advance(10);
    await older.successor(quick);
    await expect(older.engine.pause({ workflowId })).rejects.toMatchObject({ code: "history_conflict" });
    await older.clock.advance(0);
    expect(reasons).toMatchObject([{ code: "unavailable" }]);
    expect((await older.state(jobIds[0])).pauseReason).toBeNull();
  });
});

test("a history that somebody else moved is loaded anew, and the work goes on from there", async () => {
  const fixture: EngineFixture = new EngineFixture(slowIn(() => fixture));
  const { jobIds, workflowId } = await fixture.submit(chain);
  await fixture.clock.advance(50);
  const state = await fixture.state(jobIds[0]);
  const record = await fixture.store.load(workflowId);
  const event = {
    kind: "job_paused",
    jobId: state.jobId,
    seq: state.seq + 1,
    atMs: state.updatedAtMs,
    reason: "by hand",
  } as const;
  await fixture.store.append([
    { workflowId, leaseToken: record?.leaseToken ?? 0, events: [event], logs: [], values: [] },
  ]);
  await fixture.clock.advance(100);
  expect(await fixture.state(jobIds[0])).toMatchObject({ status: "paused", pauseReason: "by hand" });
  await fixture.engine.resume({ workflowId });
  const [ended] = await fixture.untilEnded(jobIds);
  expect(ended?.status).toBe("completed");
  expect(historyFaults(await fixture.history(jobIds[0] ?? ""))).toEqual([]);
});

describe("close", () => {
  test("starts nothing more, lets what runs finish, and the next process goes on", async () => {
    const log: string[] = [];
    const fixture: EngineFixture = new EngineFixture(slowIn(() => fixture, log));
    const { jobIds } = await fixture.submit(chain);
    await fixture.clock.advance(50);
    const closing = fixture.engine.close();
    await expect(fixture.submit(chain)).rejects.toMatchObject({ code: "unavailable" });
    await fixture.clock.advance(60);
    await closing;
    expect(log).toEqual(["a 1"]);
    const next = await fixture.successor(quick);
    const [ended] = await next.untilEnded(jobIds);
    expect(ended).toMatchObject({
      status: "completed",
      tasks: [{ attempts: [{ lost: false }] }, { attempts: [{ lost: false }] }],
    });
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("lets go after its grace of what does not finish; the next process tries it again", async () => {
    const fixture: EngineFixture = new EngineFixture({ "*": () => new Promise(() => undefined) });
    const { jobIds } = await fixture.submit(chain);
    await fixture.clock.advance(50);
    const closing = fixture.engine.close({ graceMs: 200 });
    await fixture.clock.advance(200);
    await closing;
    expect(fixture.clock.pendingTimers).toBe(0);
    const next = await fixture.successor(quick);
    const [ended] = await next.untilEnded(jobIds);
    expect(ended).toMatchObject({ status: "completed", tasks: [{ attempts: [{ lost: true }, { lost: false }] }, {}] });
  });

  test("a workflow whose submission is under way is stored, and begun by the next process", async () => {
    const fixture: EngineFixture = new EngineFixture(quick);
    const submitting = fixture.submit(chain);
    const closing = fixture.engine.close();
    const { jobIds } = await submitting;
    await closing;
    const next = await fixture.successor(quick);
    const [ended] = await next.untilEnded(jobIds);
    expect(ended?.status).toBe("completed");
  });
});

describe("recovery", () => {
  const remote = routine("a", { execution: "service" });

  test("a remote attempt goes on under its id instead of being tried again", async () => {
    const seen: unknown[] = [];
    const fixture: EngineFixture = new EngineFixture({
      a: async (attempt) => {
        await attempt.context.acknowledge("service-7");
        return untilAborted(attempt);
      },
    });
    const { jobIds } = await fixture.submit(flowOf([remote]));
    await fixture.clock.advance(10);
    const next = await fixture.successor({
      a: async ({ resumed, context }) => {
        seen.push([context.attempt, resumed]);
        return output("done");
      },
    });
    const [ended] = await next.untilEnded(jobIds);
    expect(seen).toEqual([[1, { acknowledgedAs: "service-7" }]]);
    expect(ended?.tasks[0]).toMatchObject({ status: "completed", attempts: [{ attempt: 1 }] });
  });

  test("a job that was being cancelled when its process died ends cancelled", async () => {
    for (const each of [remote, routine("a")]) {
      const fixture: EngineFixture = new EngineFixture({ a: () => new Promise(() => undefined) });
      const { jobIds, workflowId } = await fixture.submit(flowOf([each]));
      await fixture.clock.advance(10);
      await fixture.engine.cancel({ workflowId });
      const next = await fixture.successor({ a: untilAborted });
      await next.clock.advance(0);
      expect((await next.state(jobIds[0])).status).toBe("cancelled");
    }
  });

  test("a job that was failing when its process died ends failed, with its first failure", async () => {
    const fixture: EngineFixture = new EngineFixture({
      a: async () => {
        throw new Error("broken");
      },
      b: () => new Promise(() => undefined),
    });
    const entries = ["a", "b"].map((name) => ({ routine: name, slot: "in", data: {} }));
    const { jobIds } = await fixture.submit(flowOf(["a", "b"]), { entries });
    await fixture.clock.advance(10);
    expect((await fixture.state(jobIds[0])).failing?.error.message).toBe("broken");
    const next = await fixture.successor({});
    await next.clock.advance(0);
    expect(await next.state(jobIds[0])).toMatchObject({ status: "failed", error: { message: "broken" } });
  });

  test("remote attempts that go on keep their worker slots, whatever else becomes ready (R2)", async () => {
    const fixture: EngineFixture = new EngineFixture({ "*": () => new Promise(() => undefined) });
    const flow = flowOf(["local", routine("remote", { execution: "service" })], [], { maxWorkers: 2 });
    const seeds = ["local", "remote", "local"].map((name) => ({
      entries: [{ routine: name, slot: "in", data: {} }],
      reusesJobId: null,
    }));
    const { jobIds } = await fixture.submit(flow, { jobSeeds: seeds });
    await fixture.clock.advance(10);
    const next: EngineFixture = await fixture.successor({
      "*": async () => next.clock.sleep(50).then(() => output(null)),
    });
    await next.clock.advance(1);
    expect(next.engine.runningTasks).toBe(2);
    await next.untilEnded(jobIds);
    expect(laneFaults(await next.histories(jobIds), flow)).toEqual([]);
  });

  test("a job's time limit counts from its start, in whichever process", async () => {
    const fixture: EngineFixture = new EngineFixture({ a: () => new Promise(() => undefined) });
    const { jobIds } = await fixture.submit(flowOf(["a"]), { jobTimeoutMs: 500 });
    await fixture.clock.advance(300);
    const next = await fixture.successor({ a: untilAborted });
    await next.clock.advance(200);
    expect(await next.state(jobIds[0])).toMatchObject({ status: "failed", error: { code: "timeout" } });
  });

  test("a retry that was waiting starts when it is due", async () => {
    const fail: Handlers = {
      a: async () => {
        throw new Error("not yet");
      },
    };
    const fixture: EngineFixture = new EngineFixture(fail);
    const { jobIds } = await fixture.submit(
      flowOf([routine("a", { errorPolicy: { strategy: "retry", retryDelayMs: 500 } })]),
    );
    await fixture.clock.advance(100);
    const next = await fixture.successor(quick);
    await next.clock.advance(399);
    expect((await next.state(jobIds[0])).tasks[0]?.waiting).toBe("retry");
    await next.clock.advance(1);
    expect((await next.state(jobIds[0])).status).toBe("completed");
  });

  test("logs go on with the next number, stats with the last value", async () => {
    const count: Handlers = {
      a: async ({ context }) => {
        context.log("info", "again");
        context.incrementStat("seen");
        return context.attempt === 1 ? new Promise(() => undefined) : output(null);
      },
    };
    const fixture: EngineFixture = new EngineFixture(count);
    const { jobIds } = await fixture.submit(flowOf(["a"]), { jobs: 2, maxWorkers: 1 });
    await fixture.clock.advance(0);
    const next = await fixture.successor(count);
    await next.clock.advance(0);
    const third = await next.successor(count);
    const states = await third.untilEnded(jobIds);
    expect(states.map((state) => state.stats)).toEqual([{ a: { seen: 1 } }, { a: { seen: 2 } }]);
    const lines = await third.store.readLogs(jobIds[0] ?? "", 0, 10);
    expect(lines.map((line) => line.logSeq)).toEqual([1, 2]);
  });
});
