import { expect, test } from "vitest";
import { EngineFixture, output, untilAborted, type Handler, type Handlers } from "./engine-fixture.ts";
import { flowOf, routine } from "./flow-builder.ts";
import { historyFaults } from "./history-faults.ts";

const LARGE = "x".repeat(20_000);
const chain = flowOf(["a", "b", "c"], ["a>b", "b>c"]);

/** a and b go well and hand on a value over 8 KiB; c fails until `isRepaired`. */
function failingAtFirst() {
  const ran: string[] = [];
  const world = { isRepaired: false };
  const step =
    (name: string): Handler =>
    async ({ context, input }) => {
      ran.push(name);
      context.sharedData.set(name, { size: typeof input.text === "string" ? input.text.length : 0 });
      return output({ name }, { text: LARGE });
    };
  const handlers: Handlers = {
    a: step("a"),
    b: step("b"),
    c: async (attempt) => {
      if (!world.isRepaired) throw new Error("broken");
      return step("c")(attempt);
    },
  };
  return { ran, world, handlers };
}

test("a retry takes over what was completed, values over 8 KiB included, and runs only the rest", async () => {
  const { ran, world, handlers } = failingAtFirst();
  const fixture: EngineFixture = new EngineFixture(handlers);
  const first = await fixture.submit(chain);
  const [failed] = await fixture.untilEnded(first.jobIds);
  expect(failed?.status).toBe("failed");
  const before = await fixture.history(first.jobIds[0] ?? "");
  world.isRepaired = true;
  const second = await fixture.engine.retry({ workflowId: first.workflowId });
  const [ended] = await fixture.untilEnded(second.jobIds);
  expect(ended).toMatchObject({
    status: "completed",
    sharedData: { a: {}, b: { value: { inline: { size: 20_000 } } }, c: { value: { inline: { size: 20_000 } } } },
  });
  expect(ended?.tasks.map((task) => task.attempts.length)).toEqual([0, 0, 1]);
  expect(ran).toEqual(["a", "b", "c"]);
  expect(await fixture.history(first.jobIds[0] ?? "")).toEqual(before);
  expect(historyFaults(await fixture.history(second.jobIds[0] ?? ""))).toEqual([]);
  expect((await fixture.store.load(second.workflowId))?.retryOf).toBe(first.workflowId);
});

test("a retry that is paused while it takes over goes on taking over when it is resumed", async () => {
  const { ran, world, handlers } = failingAtFirst();
  const fixture: EngineFixture = new EngineFixture(handlers);
  const first = await fixture.submit(chain);
  await fixture.untilEnded(first.jobIds);
  world.isRepaired = true;
  const second = await fixture.engine.retry({ jobId: first.jobIds[0] ?? "" });
  await fixture.engine.pause({ jobId: second.jobIds[0] ?? "" }); // it has begun, and nothing is taken over yet
  await fixture.clock.advance(0);
  expect((await fixture.state(second.jobIds[0])).status).toBe("paused");
  await fixture.engine.resume({ workflowId: second.workflowId });
  const [ended] = await fixture.untilEnded(second.jobIds);
  expect(ended?.status).toBe("completed");
  expect(ran).toEqual(["a", "b", "c"]);
});

test("a retry that outlives its process takes over the rest in the next one", async () => {
  const { ran, world, handlers } = failingAtFirst();
  const fixture: EngineFixture = new EngineFixture(handlers);
  const first = await fixture.submit(chain);
  await fixture.untilEnded(first.jobIds);
  const second = await fixture.engine.retry({ workflowId: first.workflowId });
  world.isRepaired = true;
  const next = await fixture.successor(handlers);
  const [ended] = await next.untilEnded(second.jobIds);
  expect(ended?.status).toBe("completed");
  expect(ran).toEqual(["a", "b", "c"]);
});

test("of several activations alike, as many are taken over as were completed", async () => {
  const world = { isRepaired: false };
  const ran: number[] = [];
  const fixture: EngineFixture = new EngineFixture({
    a: async () => output(null, { n: 1 }, { n: 1 }, { n: 2 }),
    b: async ({ input, context }) => {
      ran.push(Number(input.n));
      if (input.n === 2 && !world.isRepaired) throw new Error("broken");
      context.sharedData.set(context.taskId, input.n ?? null);
      return output(null);
    },
  });
  const flow = flowOf(["a", "b"], ["a>b"], { maxWorkers: 1 });
  const first = await fixture.submit(flow);
  await fixture.untilEnded(first.jobIds);
  world.isRepaired = true;
  const second = await fixture.engine.retry({ workflowId: first.workflowId });
  const [ended] = await fixture.untilEnded(second.jobIds);
  expect(ran).toEqual([1, 1, 2, 2]);
  expect(Object.values(ended?.sharedData ?? {}).map((entry) => entry.value)).toEqual([
    { inline: 1 },
    { inline: 1 },
    { inline: 2 },
  ]);
});

test("what has not ended, or has nothing to retry, is refused with what to do", async () => {
  const fixture: EngineFixture = new EngineFixture({ a: async () => output(null), b: untilAborted });
  const done = await fixture.submit(flowOf(["a"]));
  await fixture.untilEnded(done.jobIds);
  await expect(fixture.engine.retry({ workflowId: done.workflowId })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("nothing to retry") as string,
  });
  const running = await fixture.submit(flowOf([routine("b")]));
  await expect(fixture.engine.retry({ workflowId: running.workflowId })).rejects.toThrow(
    "is still running: cancel it or wait, then retry",
  );
  await expect(fixture.engine.retry({ workflowId: "wf-none" })).rejects.toMatchObject({ code: "not_found" });
});
