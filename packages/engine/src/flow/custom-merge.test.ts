import type { JsonObject, JsonValue } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { Engine, MemoryStore, createInlineExecutor } from "../index.ts";
import { ManualClock } from "../testing/index.ts";
import { Flow } from "./flow.ts";
import { Routine } from "./routine.ts";
import type { MergeFunction } from "../runtime/ports/executor.ts";

interface Probe {
  readonly merges: string[];
  readonly seen: JsonObject[];
}

const textOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

/** Joins the letters that it is sent. */
class Word extends Routine {
  readonly trigger;

  constructor(probe: Probe, merge?: MergeFunction, clock?: ManualClock) {
    super();
    const join: MergeFunction = ({ word }, { letter }) => {
      probe.merges.push(`${textOf(word)}+${textOf(letter)}`);
      return { word: textOf(word) + textOf(letter) };
    };
    this.trigger = this.defineSlot(
      "trigger",
      async (data: JsonObject) => {
        await clock?.sleep(10);
        probe.seen.push({ ...data });
        data.word = "spoilt";
      },
      { mergeStrategy: merge ?? join },
    );
  }
}

/** Sends the letters of its text one by one. */
class Speller extends Routine {
  readonly letter = this.defineEvent("letter", ["letter"]);
  readonly trigger = this.defineSlot<{ text: string }>("trigger", ({ text }) => {
    for (const letter of text) this.emit(this.letter, { letter });
  });
}

function spelling(merge?: MergeFunction, options: { readonly clock?: ManualClock; readonly maxWorkers?: number } = {}) {
  const probe: Probe = { merges: [], seen: [] };
  const flow = new Flow({ flowId: "f", executionStrategy: "concurrent", ...options });
  const [speller, word] = [new Speller(), new Word(probe, merge, options.clock)];
  flow.addRoutine(speller, "speller");
  flow.addRoutine(word, "word");
  flow.connect(speller.letter, word.trigger);
  return { flow, probe };
}

describe("decision 5: a merge function (old, new) makes the handler's input", () => {
  test("of the messages in the order in which they were sent, each merged once", async () => {
    const { flow, probe } = spelling();
    await flow.execute("speller", { text: "abc" });
    await flow.waitForCompletion();
    expect(probe.seen).toEqual([{ word: "a" }, { word: "ab" }, { word: "abc" }]);
    expect(probe.merges).toEqual(["+a", "a+b", "ab+c"]);
  });

  test("each Job for itself, although they run at the same time", async () => {
    const { flow, probe } = spelling();
    await Promise.all([flow.execute("speller", { text: "ab" }), flow.execute("speller", { text: "xy" })]);
    await flow.waitForCompletion();
    expect(probe.seen.map(({ word }) => word).sort()).toEqual(["a", "ab", "x", "xy"]);
  });

  test("what it returns reaches the handler as a copy, large values included", async () => {
    const { flow, probe } = spelling(({ n }, { letter }) => ({
      n: Number(n ?? 0) + 1,
      letter: textOf(letter).repeat(9_000),
    }));
    const job = await flow.execute("speller", { text: "ab" });
    await job.waitForCompletion();
    expect(probe.seen.map(({ n, letter }) => [n, textOf(letter).length])).toEqual([
      [1, 9_000],
      [2, 9_000],
    ]);
  });

  test("after a crash it comes to the same, without the messages being sent again", async () => {
    const clock = new ManualClock();
    const store = new MemoryStore();
    const engineOf = (ownerId: string) => {
      const { flow, probe } = spelling(undefined, { clock, maxWorkers: 1 });
      const executors = { inline: createInlineExecutor([flow]) };
      return { engine: new Engine({ history: store, workflows: store, ownerId, executors, clock }), flow, probe };
    };
    const first = engineOf("first");
    const entries = [{ routine: "speller", slot: "trigger", data: { text: "abc" } }];
    await first.engine.submit({ name: "n", origin: "flow", flow: first.flow.definition(), entries });
    await clock.advance(15);
    expect(first.probe.seen).toEqual([{ word: "a" }]);
    const second = engineOf("second");
    await second.engine.recover();
    await clock.advance(100);
    expect(second.probe.seen).toEqual([{ word: "ab" }, { word: "abc" }]);
    expect(second.probe.merges).toEqual(["+a", "a+b", "ab+c"]);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("no such letter");
      },
      "its merge function failed: no such letter",
    ],
    ["returns nothing", (() => undefined) as unknown as MergeFunction, "must return an object, at once"],
    ["is asynchronous", (async () => ({})) as unknown as MergeFunction, "must return an object, at once"],
    ["returns no JSON", (() => ({ n: 1n })) as unknown as MergeFunction, "what it returned: the data must be JSON"],
  ])("one that %s fails the attempt for good, and names routine and slot", async (_what, merge, message) => {
    const { flow } = spelling(merge);
    flow.routines.get("word")?.setErrorHandler({ strategy: "retry", retryDelayMs: 0 });
    const job = await flow.execute("speller", { text: "a" });
    await job.waitForCompletion();
    expect(job.state.error).toMatchObject({ code: "merge_failed" });
    expect(job.state.error?.message).toContain('Routine "word", slot "trigger": its merge function');
    expect(job.state.error?.message).toContain(message);
    expect(job.state.tasks[1]?.attempts).toHaveLength(1);
  });
});
