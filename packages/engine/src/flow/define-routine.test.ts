import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import type { JsonObject, JsonValue } from "@gantry/contracts";
import { defineRoutine } from "./define-routine.ts";
import { Flow } from "./flow.ts";
import { Routine } from "./routine.ts";
import type { OutputEvent } from "./output-event.ts";
import type { Slot } from "./slot.ts";
import type { MessageList } from "./slot-options.ts";

const numbers = () =>
  defineRoutine({
    name: "Numbers",
    config: { upTo: 3 },
    slots: {
      trigger: {
        handler: (_data, { emit, config }) => {
          for (let n = 1; n <= Number(config.upTo); n += 1) emit("output", { n });
        },
      },
    },
    events: { output: z.object({ n: z.number() }), named: ["a", "b"] },
  });

/** Slots of every kind, and what their handlers saw. */
function collector() {
  const seen: unknown[] = [];
  const routine = defineRoutine({
    name: "Collector",
    slots: {
      each: { schema: z.object({ n: z.number().max(2) }), handler: ({ n }) => void seen.push(n) },
      list: { mergeStrategy: "append", handler: ({ n }: { n: number[] }) => void seen.push(n) },
      sum: {
        mergeStrategy: (merged: { sum?: number }, { n }: { n: number }) => ({ sum: (merged.sum ?? 0) + n }),
        handler: ({ sum }: { sum: number }) => void seen.push(sum),
      },
      batch: {
        mergeStrategy: "list",
        activation: { kind: "batch", size: 2 },
        handler: ({ items }: { items: { n: number }[] }) => void seen.push(items.map((item) => item.n)),
      },
      both: { activation: "all", handler: ({ n }: { n: number; text: string }) => void seen.push(n) },
      text: { handler: ({ n }: { n: string }) => void seen.push(n) },
    },
  });
  return { routine, seen };
}

type Slots = ReturnType<typeof collector>["routine"]["slots"];

async function seenBy(slot: keyof Slots, seen: unknown[], target: Routine): Promise<unknown[]> {
  const flow = new Flow({ flowId: "f", executionStrategy: "sequential" });
  flow.addRoutine(numbers(), "numbers");
  flow.addRoutine(target, "target");
  flow.connect("numbers", "output", "target", slot);
  await flow.execute("numbers");
  return seen;
}

describe("the function style", () => {
  test("is a Routine like any other: every merge strategy and activation does as in the class style", async () => {
    const expected = { list: [[1], [1, 2], [1, 2, 3]], sum: [1, 3, 6], batch: [[1, 2], [3]], text: [1, 2, 3] } as const;
    for (const slot of ["list", "sum", "batch", "text"] as const) {
      const { routine, seen } = collector();
      expect(await seenBy(slot, seen, routine)).toEqual(expected[slot]);
    }
  });

  test("its definition is as data what a class's would be", () => {
    const routine = defineRoutine({
      name: "Named",
      initialStats: { n: 1 },
      slots: { trigger: { handler: () => undefined } },
      errorPolicy: { strategy: "skip" },
      timeoutMs: 50,
    });
    class Named extends Routine {
      constructor() {
        super();
        this.defineSlot("trigger", () => undefined);
        this.setStat("n", 1).setErrorHandler({ strategy: "skip" }).setTimeout(50);
      }
    }
    const definitionOf = (each: Routine) => {
      const flow = new Flow({ flowId: "f" });
      flow.addRoutine(each);
      return flow.definition();
    };
    expect(definitionOf(routine)).toEqual(definitionOf(new Named()));
  });

  test("a slot without code is refused by name", () => {
    const slots = { trigger: {} } as unknown as { trigger: { handler: () => void } };
    expect(() => defineRoutine({ name: "Empty", slots })).toThrow(
      'Routine Empty, slot "trigger": it needs a handler, or code for a thread',
    );
  });
});

describe("a schema", () => {
  test("refuses a wrong payload for good, naming routine, slot and path", async () => {
    const { routine, seen } = collector();
    routine.setErrorHandler({ strategy: "retry", retryDelayMs: 0, onExhausted: "continue" });
    const flow = new Flow({ flowId: "f" });
    const source = numbers();
    flow.addRoutine(source, "numbers");
    flow.addRoutine(routine, "target");
    flow.connect(source.events.output, routine.slots.each);
    const job = await flow.execute("numbers");
    expect(seen).toEqual([1, 2]);
    expect(job.state.tasks[3]).toMatchObject({ status: "failed", attempts: [{ attempt: 1 }] });
    expect(job.state.tasks[3]?.error).toMatchObject({ code: "invalid_payload" });
    expect(job.state.tasks[3]?.error?.message).toMatch(/^Routine Collector, slot "each": n: /);
  });

  test("gives the handler what it makes of the payload, in the class style too", async () => {
    const seen: unknown[] = [];
    class Parsing extends Routine {
      readonly trigger = this.defineSlot("trigger", ({ n }) => void seen.push(n), {
        schema: z.object({ n: z.coerce.number().default(7) }),
      });
    }
    const flow = new Flow({ flowId: "f" });
    flow.addRoutine(new Parsing(), "parsing");
    await flow.execute("parsing", { n: "41" });
    await flow.execute("parsing");
    expect(seen).toEqual([41, 7]);
  });

  test("of an event is checked where it is emitted, however it is emitted", async () => {
    class Emitting extends Routine {
      readonly output = this.defineEvent("output", z.object({ n: z.number() }));
      readonly trigger = this.defineSlot("trigger", () => this.context.emit("output", { n: "seven" }));
      readonly other = this.defineSlot("other", () => this.emit(this.output, { n: 7 }));
    }
    const flow = new Flow({ flowId: "f" });
    flow.addRoutine(new Emitting(), "emitting");
    const job = await flow.execute("emitting");
    expect(job.state.error?.code).toBe("invalid_payload");
    expect(job.state.error?.message).toMatch(/^Routine Emitting, event "output": n: /);
  });
});

/** Never run: what compiles here, and what must not. */
export function compilesOnlyWhatFits(flow: Flow): void {
  const source = numbers();
  const { slots } = collector().routine;
  flow.connect(source.events.output, slots.each).connect(source.events.output, slots.list);
  flow.connect(source.events.output, slots.sum).connect(source.events.output, slots.batch);
  flow.connect(source.events.output, slots.both);
  // @ts-expect-error n is a number, and the Slot takes text
  flow.connect(source.events.output, slots.text);
  // @ts-expect-error `named` carries a and b, and the Slot wants n
  flow.connect(source.events.named, slots.each);
  // @ts-expect-error there is no such Event
  flow.connect(source.events.outputs, slots.each);
  // @ts-expect-error there is no such Slot
  flow.connect(source.events.output, slots.inputs);
  // @ts-expect-error after the renaming there is no n any more
  flow.connect(source.events.output, slots.each, { paramMapping: { n: "m" } });

  expectTypeOf(slots.each).toExtend<Slot<{ n: number }>>();
  expectTypeOf(slots.list).toExtend<Slot<{ n: number }>>();
  expectTypeOf(slots.sum).toExtend<Slot<{ n: number }>>();
  expectTypeOf(slots.batch).toExtend<Slot<{ n: number }>>();
  expectTypeOf(source.events.output).toExtend<OutputEvent<{ n: number }>>();

  const untyped = defineRoutine({
    slots: {
      each: { handler: (data) => expectTypeOf(data).toEqualTypeOf<JsonObject>() },
      all: { activation: "all", handler: ({ n }) => expectTypeOf(n).toEqualTypeOf<JsonValue | undefined>() },
      append: {
        mergeStrategy: "append",
        handler: ({ n }) => expectTypeOf(n).toEqualTypeOf<JsonValue[] | undefined>(),
      },
      list: {
        mergeStrategy: "list",
        activation: { kind: "batch", size: 2 },
        handler: (data) => expectTypeOf(data).toEqualTypeOf<MessageList<JsonObject>>(),
      },
      sum: {
        mergeStrategy: (merged: { sum?: number }, { n }: { n: number }) => ({ sum: (merged.sum ?? 0) + n }),
        handler: ({ sum }, { jobId }) => expectTypeOf([sum, jobId] as const).toEqualTypeOf<readonly [number, string]>(),
      },
      checked: {
        mergeStrategy: "list",
        schema: z.object({ items: z.array(z.object({ n: z.number() })) }),
        handler: ({ items }) => expectTypeOf(items).toEqualTypeOf<{ n: number }[]>(),
      },
    },
  });
  expectTypeOf(untyped.slots.append).toEqualTypeOf<Slot>();
  expectTypeOf(untyped.slots.list).toEqualTypeOf<Slot>();
  expectTypeOf(untyped.slots.sum).toEqualTypeOf<Slot<{ n: number }>>();
  expectTypeOf(untyped.slots.checked).toEqualTypeOf<Slot<{ n: number }>>();

  defineRoutine({
    slots: {
      trigger: {
        handler: (_data, { emit }) => {
          emit("output", { n: 1 });
          // @ts-expect-error n is a number
          emit("output", { n: "1" });
          // @ts-expect-error there is no such Event
          emit("outputs", { n: 1 });
        },
      },
    },
    events: { output: z.object({ n: z.number() }) },
  });
}
