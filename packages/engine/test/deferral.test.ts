import { describe, expect, test } from "vitest";
import { EngineFixture, output } from "./engine-fixture.ts";
import { flowOf, routine } from "./flow-builder.ts";

/** Its Routine "late" waits for 1,000 ms after it was queued; "quick" does not. */
function fixtureWith(started: string[] = []) {
  const fixture: EngineFixture = new EngineFixture({
    late: async ({ context }) => {
      started.push(`${context.routine} ${String(context.attempt)}`);
      context.emit("out", { attempt: context.attempt });
      context.deferUntil(context.queuedAtMs + 1_000);
      return output(context.attempt);
    },
    "*": async ({ context }) => {
      started.push(context.routine);
      return output(null);
    },
  });
  return fixture;
}

const entries = (...names: string[]) => names.map((name) => ({ routine: name, slot: "in", data: {} }));

describe("a handler that defers itself", () => {
  test("holds no worker until its time has come, then runs again from its beginning", async () => {
    const started: string[] = [];
    const fixture = fixtureWith(started);
    const flow = flowOf(["late", "quick"], [], { maxWorkers: 1 });
    const { jobIds } = await fixture.submit(flow, { entries: entries("late", "quick") });
    await fixture.clock.advance(500);
    expect(started).toEqual(["late 1", "quick"]);
    expect((await fixture.state(jobIds[0])).counts).toMatchObject({ retrying: 1, running: 0, completed: 1 });
    await fixture.clock.advance(500);
    expect(started).toEqual(["late 1", "quick", "late 2"]);
    expect((await fixture.state(jobIds[0])).status).toBe("completed");
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("decision 7: what it recorded before is not recorded again", async () => {
    const fixture = fixtureWith();
    const { jobIds } = await fixture.submit(flowOf(["late", "next"], ["late>next"]));
    await fixture.untilEnded(jobIds);
    const history = await fixture.history(jobIds[0] ?? "");
    const emitted = history.flatMap((event) => (event.kind === "emitted" ? [event.data] : []));
    expect(emitted).toEqual([{ inline: { attempt: 1 } }]);
  });

  test("decision 9: has not failed: nothing is counted against its retries, and no error is shown", async () => {
    const fixture = fixtureWith();
    const flow = flowOf([routine("late", { errorPolicy: { strategy: "retry", maxRetries: 0 } })]);
    const { jobIds } = await fixture.submit(flow);
    const [state] = await fixture.untilEnded(jobIds);
    expect(state).toMatchObject({
      status: "completed",
      tasks: [{ failures: 0, attempts: [{ error: null, lost: false }, { error: null }] }],
    });
  });

  test("decision 11: a cancelled job does not wait for it", async () => {
    const fixture = fixtureWith();
    const { jobIds, workflowId } = await fixture.submit(flowOf(["late"]));
    await fixture.clock.advance(10);
    await fixture.engine.cancel({ workflowId });
    await fixture.clock.advance(0);
    expect((await fixture.state(jobIds[0])).status).toBe("cancelled");
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("a time that is none fails the attempt by name", async () => {
    const fixture: EngineFixture = new EngineFixture({
      a: async ({ context }) => {
        context.deferUntil(NaN);
        return output(null);
      },
    });
    const { jobIds } = await fixture.submit(flowOf(["a"]));
    const [state] = await fixture.untilEnded(jobIds);
    expect(state?.error?.message).toBe('Routine "a": NaN is no time to defer to');
  });

  test("activation says which message of its slot a task is for, the same in every attempt", async () => {
    const seen: [number, number][] = [];
    const fixture: EngineFixture = new EngineFixture({
      a: async ({ context }) => {
        for (const n of [1, 2, 3]) context.emit("out", { n });
        return output(null);
      },
      b: async ({ context, input }) => {
        seen.push([Number(input.n), context.activation]);
        context.deferUntil(context.queuedAtMs + 10);
        return output(null);
      },
    });
    const { jobIds } = await fixture.submit(flowOf(["a", "b"], ["a>b"]));
    await fixture.untilEnded(jobIds);
    expect(seen).toEqual([1, 2, 3, 1, 2, 3].map((n) => [n, n]));
  });
});
