import type { FlowDefinition } from "@gantry/contracts";
import { expect, test } from "vitest";
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
