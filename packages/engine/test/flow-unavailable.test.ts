import type { FlowDefinition } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { FlowUnavailableError } from "../src/index.ts";
import { EngineFixture, output, type Handlers } from "./engine-fixture.ts";
import { flowOf } from "./flow-builder.ts";
import { historyFaults } from "./history-faults.ts";

const chain = flowOf(["a", "b"], ["a>b"], { flowId: "etl", version: "1", maxWorkers: 1 });
const quick: Handlers = { "*": async () => output(null, {}) };
const has = (version: string) => (workflow: { readonly flow: FlowDefinition }) => workflow.flow.version === version;

/** A Job of version 1 in the middle of its first Task, and one that waits for a worker, when their process dies. */
async function interrupted() {
  const started: string[] = [];
  const first: EngineFixture = new EngineFixture({
    "*": async ({ context }) => {
      started.push(context.routine);
      await first.clock.sleep(100);
      return output(null, {});
    },
  });
  const submitted = await first.submit(chain, { jobs: 2 });
  await first.clock.advance(50);
  expect(started).toEqual(["a"]);
  return { first, ...submitted };
}

const noHandler: Handlers = { "*": () => Promise.reject(new Error("nothing may start here")) };

test("decision 13: where the version of its Flow is not registered a job pauses, and nothing of it starts", async () => {
  const { first, jobIds } = await interrupted();
  const second = await first.successor(noHandler, { isAvailable: has("2") });
  await second.clock.advance(1_000);
  for (const jobId of jobIds)
    expect(await second.state(jobId)).toMatchObject({ status: "paused", pauseReason: "flow_unavailable" });
  expect(second.engine.runningTasks).toBe(0);
});

test("it goes on by itself in a process that has the version, each message delivered once", async () => {
  const { first, jobIds } = await interrupted();
  const second = await first.successor(noHandler, { isAvailable: has("2") });
  await second.clock.advance(10);
  const third = await second.successor(quick, { isAvailable: has("1") });
  for (const state of await third.untilEnded(jobIds))
    expect(state).toMatchObject({ status: "completed", pauseReason: null });
  for (const jobId of jobIds) {
    const history = await third.history(jobId);
    expect(historyFaults(history)).toEqual([]);
    expect(history.filter(({ kind }) => kind === "emitted")).toHaveLength(2);
  }
});

test("resuming it where its code is not is refused with what to do", async () => {
  const { first, workflowId, jobIds } = await interrupted();
  const second = await first.successor(noHandler, { isAvailable: has("2") });
  await second.clock.advance(10);
  await expect(second.engine.resume({ workflowId })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(
      /^Version 1 of flow etl is not registered here: start the server with the module/,
    ) as string,
  });
  await second.engine.cancel({ workflowId });
  for (const state of await second.untilEnded(jobIds)) expect(state.status).toBe("cancelled");
});

test("a job that a person paused stays paused when its code is there again", async () => {
  const { first, jobIds } = await interrupted();
  const [jobId = ""] = jobIds;
  await first.engine.pause({ jobId }, "lunch");
  const second = await first.successor(noHandler, { isAvailable: has("2") });
  await second.clock.advance(10);
  const third = await second.successor(quick, { isAvailable: has("1") });
  await third.clock.advance(1_000);
  expect(await third.state(jobId)).toMatchObject({ status: "paused", pauseReason: "lunch" });
  expect((await third.state(jobIds[1])).status).toBe("completed");
});

/** A Job of "a" and "b" in parallel whose code of "a" is gone until `deploy` is called; every Task counts its starts. */
async function losingItsCode(options: { readonly takesMs?: number } = {}) {
  const started: string[] = [];
  let isHere = false;
  const fixture: EngineFixture = new EngineFixture({
    a: async () => {
      started.push("a");
      if (!isHere) throw new FlowUnavailableError('Routine "a" is not registered here');
      return output(null, {});
    },
    "*": async ({ context, definition }) => {
      started.push(definition.name);
      await context.sleep(options.takesMs ?? 0);
      return output(null, {});
    },
  });
  const flow = flowOf(["a", "b", "c"], ["a>c", "b>c"], { maxWorkers: 3 });
  const entries = ["a", "b"].map((name) => ({ routine: name, slot: "in", data: {} }));
  const { jobIds } = await fixture.submit(flow, { entries });
  const [jobId = ""] = jobIds;
  return { fixture, started, jobId, deploy: () => (isHere = true) };
}

describe("decision 13: an executor that finds the code gone in the middle of a job", () => {
  test("pauses the job with that reason, and counts nothing against its task, which waits", async () => {
    const { fixture, started, jobId } = await losingItsCode({ takesMs: 100 });
    await fixture.clock.advance(1_000);
    const state = await fixture.state(jobId);
    expect(state).toMatchObject({ status: "paused", pauseReason: "flow_unavailable", error: null });
    expect(state.tasks[0]).toMatchObject({ status: "pending", waiting: "retry", failures: 0, error: null });
    expect(state.tasks[1]?.status).toBe("completed"); // what runs finishes
    expect(started).toEqual(["a", "b"]); // "c" has its message of "b", and waits too
    expect(fixture.clock.pendingTimers).toBe(0);
    const logs = await fixture.store.readLogs(jobId, 0, 10);
    expect(logs.map(({ level, message }) => [level, message])).toEqual([
      ["warn", 'Routine "a" is not registered here'],
    ]);
  });

  test("goes on when it is resumed, each message delivered once; while the code is still gone it pauses again", async () => {
    const { fixture, started, jobId, deploy } = await losingItsCode();
    await fixture.clock.advance(10);
    await fixture.engine.resume({ jobId });
    await fixture.clock.advance(10);
    expect((await fixture.state(jobId)).pauseReason).toBe("flow_unavailable");
    deploy();
    await fixture.engine.resume({ jobId });
    const [state] = await fixture.untilEnded([jobId]);
    expect(state).toMatchObject({ status: "completed", pauseReason: null });
    expect(state?.tasks[0]).toMatchObject({
      failures: 0,
      attempts: [{ error: null }, { error: null }, { error: null }],
    });
    expect(started.toSorted()).toEqual(["a", "a", "a", "b", "c", "c"]);
    expect(historyFaults(await fixture.history(jobId))).toEqual([]);
  });

  test("goes on by itself in a process that has the code", async () => {
    const { fixture, jobId } = await losingItsCode();
    await fixture.clock.advance(10);
    const next = await fixture.successor(quick, { isAvailable: () => true });
    const [state] = await next.untilEnded([jobId]);
    expect(state).toMatchObject({ status: "completed", tasks: [{ failures: 0 }, {}, {}, {}] });
  });

  test("changes nothing for a job that is being cancelled", async () => {
    const { fixture, jobId } = await losingItsCode({ takesMs: 100 });
    await fixture.clock.advance(10);
    await fixture.engine.cancel({ jobId });
    const [state] = await fixture.untilEnded([jobId]);
    expect(state?.status).toBe("cancelled");
  });
});
