import { describe, expect, test } from "vitest";
import { settleMicrotasks } from "../testing/index.ts";
import { Flow } from "./flow.ts";
import { Routine } from "./routine.ts";

/** Seed 3, step 4: several sources, one counter. */
class Counter extends Routine {
  readonly counted: number[] = [];
  readonly input = this.defineSlot("input", () => {
    this.setStat("count", this.getStat("count", 0) + 1);
    this.counted.push(this.getStat("count"));
  });

  constructor() {
    super();
    this.setStat("count", 0);
  }
}

class Source extends Routine {
  readonly trigger = this.defineSlot("trigger", async () => {
    await settleMicrotasks();
    this.emit(this.output, { data: "x" });
  });
  readonly output = this.defineEvent<{ data: string }>("output", ["data"]);
}

/** A Flow of one Routine, whose handler is `run`. */
function flowOfOne(run: (routine: Routine) => unknown) {
  class One extends Routine {
    readonly trigger = this.defineSlot("trigger", () => run(this));
  }
  const [flow, one] = [new Flow({ flowId: "f", executionStrategy: "concurrent" }), new One()];
  flow.addRoutine(one, "one");
  return { flow, one };
}

describe("decision 5: stats belong to a Routine of one Flow instance", () => {
  test("across its Jobs; after the run they are read from the instance (seed 3, step 4)", async () => {
    const flow = new Flow({ flowId: "f", executionStrategy: "concurrent", maxWorkers: 5 });
    const counter = new Counter();
    expect(counter.getStat("count")).toBe(0);
    flow.addRoutine(counter, "counter");
    for (const name of ["a", "b", "c", "d", "e"]) {
      const source = new Source();
      flow.addRoutine(source, name);
      flow.connect(source.output, counter.input);
    }
    for (const name of ["a", "b", "c", "d", "e"]) await flow.execute(name);
    await flow.waitForCompletion();
    expect(counter.counted).toEqual([1, 2, 3, 4, 5]);
    expect(counter.getStat("count")).toBe(5);
    expect(counter.stats()).toEqual({ count: 5 });
  });

  test("another instance counts for itself, and begins where its constructor said", async () => {
    const start = (first: number) => flowOfOne((routine) => routine.incrementStat("n", 10)).one.setStat("n", first);
    const [one, other] = [start(1), start(2)];
    const flow = new Flow({ flowId: "f" });
    flow.addRoutine(one, "one");
    flow.addRoutine(other, "other");
    expect(flow.definition().routines.map((routine) => routine.initialStats)).toEqual([{ n: 1 }, { n: 2 }]);
    await flow.execute(["one", "other", "one"]);
    expect([one.getStat("n"), other.getStat("n")]).toEqual([21, 12]);
  });

  test("incrementStat and updateStat let nobody in between, however many handlers run", async () => {
    const { flow, one } = flowOfOne(async (routine) => {
      for (let turn = 0; turn < 10; turn += 1) {
        routine.incrementStat("sum", 2);
        routine.updateStat("max", (value) => Math.max(value, turn));
        await settleMicrotasks();
      }
    });
    await Promise.all(Array.from({ length: 5 }, () => flow.execute("one")));
    await flow.waitForCompletion();
    expect(one.stats()).toEqual({ sum: 100, max: 9 });
  });

  test("decision 7: what an attempt changed counts once, although it is run again", async () => {
    let failures = 1;
    const { flow, one } = flowOfOne((routine) => {
      routine.incrementStat("n");
      if (failures-- > 0) throw new Error("not yet");
      return { n: routine.incrementStat("n") };
    });
    one.setErrorHandler({ strategy: "retry", retryDelayMs: 0 });
    const job = await flow.execute("one");
    await job.waitForCompletion();
    expect(job.state.tasks[0]?.output).toEqual({ inline: { n: 2 } });
    expect(one.getStat("n")).toBe(2);
  });
});

test("a handler sees its own Routine's stats only; another's are read as from outside", async () => {
  const counter = flowOfOne(() => undefined).one.setStat("n", 7);
  const { flow } = flowOfOne(() => ({ seen: counter.getStat("n"), own: counter.context }));
  const job = await flow.execute("one");
  await job.waitForCompletion();
  expect(job.state.error?.message).toContain("context and emit exist only while a handler runs");
});

test("a stat is a finite number, and outside of handlers it is set before the Flow's first use", async () => {
  const { flow, one } = flowOfOne(() => undefined);
  expect(() => one.setStat("n", Number.NaN)).toThrow('Routine One, stat "n": NaN is not a finite number');
  flow.definition();
  expect(() => one.incrementStat("n")).toThrow(
    'Routine One, stat "n": once its Flow is in use only its handlers may set it',
  );
});
