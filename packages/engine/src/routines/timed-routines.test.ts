import { describe, expect, test } from "vitest";
import { RoutineFixture, type Received, type Script } from "../../test/routine-fixture.ts";
import { BatchRoutine, DebounceRoutine, DelayRoutine, RetryRouter } from "./index.ts";

/** n = 1, 2 … at these times. */
const numbered = (...timesMs: number[]): Script => timesMs.map((atMs, index) => [atMs, { n: index + 1 }]);
const numbers = (received: readonly Received[]) =>
  received.map(([event, atMs, { items }]) => [event, atMs, (items as { n: number }[]).map(({ n }) => n)]);

describe("batch", () => {
  test("decision 4: sends on so many at a time, in order, and the rest when nothing more can come", async () => {
    const fixture = new RoutineFixture(() => new BatchRoutine({ size: 2 }), { sender: numbered(0, 0, 0, 50, 60) });
    expect(await fixture.run(100)).toMatchObject({ status: "completed" });
    expect(numbers(fixture.received)).toEqual([
      ["output", 0, [1, 2]],
      ["output", 50, [3, 4]],
      ["output", 60, [5]],
    ]);
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("sends on fewer when the oldest has waited long enough; a full batch does not shorten the next one's wait", async () => {
    const build = () => new BatchRoutine({ size: 3, maxWaitMs: 100 });
    const fixture = new RoutineFixture(build, { sender: numbered(0, 40, 60, 60, 150, 1_000) });
    expect(await fixture.run(2_000)).toMatchObject({ status: "completed" });
    expect(numbers(fixture.received)).toEqual([
      ["output", 60, [1, 2, 3]],
      ["output", 160, [4, 5]],
      ["output", 1_000, [6]],
    ]);
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("what waits survives a crash, and so does since when", async () => {
    const build = () => new BatchRoutine({ size: 3, maxWaitMs: 100 });
    const fixture = new RoutineFixture(build, { sender: numbered(0, 10, 500) });
    expect(await fixture.runThroughCrashes([50], 1_000)).toMatchObject({ status: "completed" });
    expect(numbers(fixture.received)).toEqual([
      ["output", 100, [1, 2]],
      ["output", 500, [3]],
    ]);
  });
});

describe("debounce", () => {
  test("of messages in quick succession only the newest is sent on, when it has become quiet", async () => {
    const build = () => new DebounceRoutine({ quietMs: 50 });
    const fixture = new RoutineFixture(build, { sender: numbered(0, 30, 60, 200, 1_000) });
    await fixture.run(2_000);
    expect(fixture.received).toEqual([
      ["output", 110, { n: 3 }],
      ["output", 250, { n: 4 }],
      ["output", 1_000, { n: 5 }],
    ]);
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("while others keep coming, a message is held back no longer than maxWaitMs", async () => {
    const build = () => new DebounceRoutine({ quietMs: 50, maxWaitMs: 100 });
    const fixture = new RoutineFixture(build, { sender: numbered(0, 40, 80, 120, 160) });
    await fixture.run(1_000);
    expect(fixture.received).toEqual([
      ["output", 100, { n: 3 }],
      ["output", 160, { n: 5 }],
    ]);
  });

  test("holds no worker, and what waits survives a crash", async () => {
    const fixture = new RoutineFixture(() => new DebounceRoutine({ quietMs: 50 }), { sender: numbered(0, 200) });
    await fixture.runThroughCrashes([20, 10], 500);
    expect(fixture.received).toEqual([
      ["output", 50, { n: 1 }],
      ["output", 200, { n: 2 }],
    ]);
  });
});

describe("delay", () => {
  test("sends each message on so long after it came; with one worker, many wait at once", async () => {
    const fixture = new RoutineFixture(() => new DelayRoutine({ delayMs: 1_000 }), { sender: numbered(0, 0, 400) });
    await fixture.run(500);
    expect(fixture.received).toEqual([]);
    await fixture.advance(1_000);
    expect(fixture.received).toEqual([
      ["output", 1_000, { n: 1 }],
      ["output", 1_000, { n: 2 }],
      ["output", 1_400, { n: 3 }],
    ]);
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("the time goes on over a crash, and each message is sent on once", async () => {
    const fixture = new RoutineFixture(() => new DelayRoutine({ delayMs: 1_000 }), { sender: numbered(0) });
    const state = await fixture.runThroughCrashes([10, 300, 500], 2_000);
    expect(fixture.received).toEqual([["output", 1_000, { n: 1 }]]);
    const waited = state.tasks.find(({ routine }) => routine === "routine");
    expect(waited).toMatchObject({ status: "completed", failures: 0, attempts: [{ error: null, lost: false }, {}] });
  });
});

describe("retry router", () => {
  test("sends a payload round again after delays that grow, and gives it up after the last", async () => {
    const build = () => new RetryRouter({ maxRetries: 2, retryDelayMs: 100, backoffFactor: 3, maxDelayMs: 250 });
    const sent: Script = [
      [0, { id: "a" }],
      [0, { id: "b", retries: 1 }],
      [0, { id: "c", retries: 2 }],
    ];
    const fixture = new RoutineFixture(build, { sender: sent });
    await fixture.run(1_000);
    expect(fixture.received).toEqual([
      ["exhausted", 0, { id: "c", retries: 2 }],
      ["retry", 100, { id: "a", retries: 1 }],
      ["retry", 250, { id: "b", retries: 2 }],
    ]);
  });

  test("a waiting payload survives a crash", async () => {
    const fixture = new RoutineFixture(() => new RetryRouter({ countKey: "again" }), { sender: numbered(0) });
    await fixture.runThroughCrashes([500], 2_000);
    expect(fixture.received).toEqual([["retry", 1_000, { n: 1, again: 1 }]]);
  });
});

test.each([
  [() => new BatchRoutine({ size: 0 }), /^BatchRoutine is not configured right: size: /],
  [() => new DelayRoutine({ delayMs: -1 }), /^DelayRoutine is not configured right: delayMs: /],
  [() => new DebounceRoutine().slots.input?.activation, /^DebounceRoutine is not configured right: quietMs: /],
  [() => new RetryRouter().setConfig({ maxRetries: 0.5 }), /^RetryRouter is not configured right: maxRetries: /],
])("a configuration that is wrong or missing is refused by its option (%#)", (build, message) => {
  expect(build).toThrow(message);
});

test("decision 13: built without arguments and configured afterwards, it does what its configuration says", async () => {
  const build = () => new BatchRoutine().setConfig({ size: 2 });
  const fixture = new RoutineFixture(build, { sender: numbered(0, 0) });
  await fixture.run(0);
  expect(numbers(fixture.received)).toEqual([["output", 0, [1, 2]]]);
});
