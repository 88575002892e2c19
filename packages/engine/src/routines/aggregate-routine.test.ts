import { describe, expect, test } from "vitest";
import { RoutineFixture, type Script } from "../../test/routine-fixture.ts";
import { AggregateRoutine } from "./index.ts";

const at = (atMs: number, n: number): Script[number] => [atMs, { n }];
const list = (sources: readonly string[], numbers: readonly number[], missing: readonly string[] = []) => ({
  items: numbers.map((n) => ({ n })),
  sources,
  missing,
});

describe("aggregate all", () => {
  test("decision 4: is complete with the k-th message of each source, set after set", async () => {
    const fixture = new RoutineFixture(() => new AggregateRoutine(), {
      a: [at(0, 1), at(10, 2)],
      b: [at(30, 3), at(40, 4)],
    });
    expect(await fixture.run(100)).toMatchObject({ status: "completed" });
    expect(fixture.received).toEqual([
      ["output", 30, list(["a", "b"], [1, 3])],
      ["output", 40, list(["a", "b"], [2, 4])],
    ]);
  });

  test("at its timeout it goes out in part, naming who is missing; a straggler begins the next set", async () => {
    const build = () => new AggregateRoutine({ timeoutMs: 100, onIncomplete: "partial" });
    const fixture = new RoutineFixture(build, { a: [at(0, 1)], b: [at(150, 2)], c: [at(20, 3), at(500, 4)] });
    expect(await fixture.run(1_000)).toMatchObject({ status: "completed" });
    expect(fixture.received).toEqual([
      ["partial", 100, list(["a", "c"], [1, 3], ["b"])],
      ["partial", 250, list(["b"], [2], ["a", "c"])],
      ["partial", 500, list(["c"], [4], ["a", "b"])],
    ]);
    expect(fixture.clock.pendingTimers).toBe(0);
  });

  test("or fails, naming who is missing", async () => {
    const fixture = new RoutineFixture(() => new AggregateRoutine({ timeoutMs: 100 }), {
      a: [at(0, 1)],
      b: [at(150, 2)],
    });
    const { status, error } = await fixture.run(1_000);
    expect([status, error]).toEqual([
      "failed",
      {
        code: "incomplete",
        message:
          'Routine "routine" could not complete its set: nothing came from "b". With onIncomplete: "partial" it would go on',
      },
    ]);
  });

  test("without a timeout an incomplete set ends when nothing more can come", async () => {
    const build = () => new AggregateRoutine({ onIncomplete: "partial" });
    const fixture = new RoutineFixture(build, { a: [at(0, 1)], b: [] });
    await fixture.run(0);
    expect(fixture.received).toEqual([["partial", 0, list(["a"], [1], ["b"])]]);
  });
});

describe("aggregate any, or n of m", () => {
  test("any: the first message is the set, the others are late", async () => {
    const fixture = new RoutineFixture(() => new AggregateRoutine({ wait: "any" }), { a: [at(20, 1)], b: [at(10, 2)] });
    await fixture.run(100);
    expect(fixture.received).toEqual([
      ["output", 10, list(["b"], [2])],
      ["late", 20, list(["a"], [1])],
    ]);
  });

  test("two of three: complete with the second, whoever sends it; the third is late", async () => {
    const scripts = { a: [at(30, 1)], b: [at(10, 2)], c: [at(20, 3)] };
    const fixture = new RoutineFixture(() => new AggregateRoutine({ wait: 2 }), scripts);
    expect(await fixture.run(100)).toMatchObject({ status: "completed" });
    expect(fixture.received).toEqual([
      ["output", 20, list(["b", "c"], [2, 3])],
      ["late", 30, list(["a"], [1])],
    ]);
  });

  test("too few at the timeout: partial, and what comes later is late", async () => {
    const build = () => new AggregateRoutine({ wait: 2, timeoutMs: 50, onIncomplete: "partial" });
    const fixture = new RoutineFixture(build, { a: [at(0, 1)], b: [at(80, 2)] });
    await fixture.run(200);
    expect(fixture.received).toEqual([
      ["partial", 50, list(["a"], [1])],
      ["late", 80, list(["b"], [2])],
    ]);
  });

  test("too few when nothing more can come: fails, saying how many came", async () => {
    const fixture = new RoutineFixture(() => new AggregateRoutine({ wait: 3 }), { a: [at(0, 1)], b: [at(80, 2)] });
    expect((await fixture.run(200)).error?.message).toContain("2 of 3 messages came");
  });

  test("that its set is done is remembered over a crash", async () => {
    const build = () => new AggregateRoutine({ wait: "any" });
    const fixture = new RoutineFixture(build, { a: [at(0, 1)], b: [at(100, 2)] });
    await fixture.runThroughCrashes([50], 200);
    expect(fixture.received.map(([event, atMs]) => [event, atMs])).toEqual([
      ["output", 0],
      ["late", 100],
    ]);
  });
});
