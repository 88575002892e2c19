import type { FlowDefinition } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { Engine, FlowUnavailableError, MemoryStore } from "../index.ts";
import { ManualClock } from "../testing/index.ts";
import { BuiltRoutines } from "./built-routines.ts";
import { Flow } from "./flow.ts";
import { createInlineExecutor } from "./inline-executor.ts";
import { routineLookup } from "./routine-lookup.ts";
import { RoutineRegistry } from "./routine-registry.ts";
import { Routine } from "./routine.ts";

const spelled: string[] = [];

class Speller extends Routine {
  readonly letter = this.defineEvent<{ letter: string }>("letter", ["letter"]);
  readonly trigger = this.defineSlot("trigger", async (_, { sleep }) => {
    for (const letter of this.getConfig("word", "")) {
      this.emit(this.letter, { letter });
      await sleep(10);
    }
  });
}

class Word extends Routine {
  readonly input = this.defineSlot<{ word: string }, { letter: string }>(
    "input",
    ({ word }) => void spelled.push(word),
    {
      mergeStrategy: ({ word = "" }, { letter }) => ({ word: word + letter }),
    },
  );
}

function spelling(word: string): FlowDefinition {
  const flow = new Flow({ flowId: "spelling" });
  const [speller, collector] = [new Speller().setConfig({ word }), new Word()];
  flow.addRoutine(speller, "speller");
  flow.addRoutine(collector, "word");
  flow.connect(speller.letter, collector.input);
  return { ...flow.definition(), builtFrom: "document" };
}

/** As it comes out of a store: equal, and another object. */
const stored = (flow: FlowDefinition): FlowDefinition => structuredClone(flow);

const registry = (): RoutineRegistry => new RoutineRegistry().register(Speller, Word);
const entries = [{ routine: "speller", slot: "trigger", data: {} }];

describe("Flows that came as documents", () => {
  test("run from the registered classes, with their own configuration, beside one of the same id and version", async () => {
    const clock = new ManualClock();
    const store = new MemoryStore();
    const inline = createInlineExecutor(routineLookup([], new BuiltRoutines(registry())));
    const engine = new Engine({ history: store, workflows: store, ownerId: "o", executors: { inline }, clock });
    spelled.length = 0;
    for (const word of ["ab", "xy"]) await engine.submit({ name: word, origin: "flow", flow: spelling(word), entries });
    await clock.advance(100);
    expect(spelled.toSorted()).toEqual(["a", "ab", "x", "xy"]);
  });

  test("decision 13: another process with the classes goes on, custom merges included", async () => {
    const clock = new ManualClock();
    const store = new MemoryStore();
    const engineOf = (ownerId: string) => {
      const inline = createInlineExecutor(routineLookup([], new BuiltRoutines(registry())));
      return new Engine({ history: store, workflows: store, ownerId, executors: { inline }, clock });
    };
    spelled.length = 0;
    await engineOf("first").submit({
      name: "n",
      origin: "flow",
      flow: stored(spelling("abc")),
      entries,
      maxWorkers: 2,
    });
    await clock.advance(5);
    expect(spelled).toEqual(["a"]);
    await engineOf("second").recover();
    await clock.advance(100);
    expect(spelled.slice(1)).toContain("abc");
    expect(new Set(spelled)).toEqual(new Set(["a", "ab", "abc"]));
  });

  test("each Routine of a Flow is built once, frozen, and is not another Flow's", () => {
    const built = new BuiltRoutines(registry());
    const flow = spelling("ab");
    const [speller] = flow.routines;
    const [other] = stored(flow).routines;
    if (!speller || !other) throw new Error("It has routines");
    const routine = built.routineOf(speller);
    expect(built.routineOf(speller)).toBe(routine);
    expect(built.routineOf(other)).not.toBe(routine);
    expect(() => routine.setConfig({ word: "" })).toThrow("is frozen");
  });

  test("say what is missing where a class is not registered, or has changed", () => {
    expect(new BuiltRoutines(registry()).faultOf(spelling("ab"))).toBeNull();
    const without = new BuiltRoutines(new RoutineRegistry().register(Word));
    expect(without.faultOf(spelling("ab"))).toContain('There is no Routine "Speller" in the registry; it has Word');
    const [definition] = spelling("ab").routines;
    if (!definition) throw new Error("It has routines");
    const address = { flowId: "spelling", flowVersion: "1", builtFrom: "document", definition } as const;
    expect(() => routineLookup([], without)(address)).toThrow(FlowUnavailableError);
  });
});
