import type { JsonObject } from "@gantry/contracts";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { RoutineFixture } from "../../test/routine-fixture.ts";
import { Flow, type OutputEvent, type Routine, type Slot } from "../index.ts";
import { ConditionalRouter, FilterRoutine, MapRoutine, SplitRoutine, ValidateRoutine } from "./index.ts";

/** What comes out, by Event, of messages sent one after the other. */
async function through(build: () => Routine, ...messages: JsonObject[]) {
  const fixture = new RoutineFixture(build, { sender: messages.map((data) => [0, data] as const) });
  const { status } = await fixture.run(0);
  return { status, received: fixture.received.map(([event, , data]) => [event, data]) };
}

describe("map", () => {
  test("sends on what the function makes of each message, in order", async () => {
    const { received } = await through(
      () => new MapRoutine(({ n }: { n: number }) => ({ n: n * 2 })),
      { n: 1 },
      { n: 2 },
    );
    expect(received).toEqual([
      ["output", { n: 2 }],
      ["output", { n: 4 }],
    ]);
  });

  test("types follow from the function", () => {
    const map = new MapRoutine(async ({ n }: { n: number }) => ({ text: String(n) }));
    expectTypeOf(map.input).toEqualTypeOf<Slot<{ n: number }>>();
    expectTypeOf(map.output).toEqualTypeOf<OutputEvent<{ text: string }>>();
    const flow = new Flow({ flowId: "f" });
    flow.addRoutine(map, "map");
    // @ts-expect-error a text is no number
    flow.connect(map.output, map.input);
  });

  test("what it throws fails the job, with the message", async () => {
    const { status } = await through(
      () =>
        new MapRoutine(() => {
          throw new Error("broken");
        }),
      {},
    );
    expect(status).toBe("failed");
  });

  test("is an entry of its flow too", async () => {
    const flow = new Flow({ flowId: "f" });
    const seen: number[] = [];
    flow.addRoutine(new MapRoutine(({ n }: { n: number }) => ({ n: seen.push(n) })), "map");
    expect((await flow.execute("map", { n: 7 })).state.status).toBe("completed");
    expect(seen).toEqual([7]);
  });
});

test("filter parts the messages in two", async () => {
  const build = () => new FilterRoutine(({ n }: { n: number }) => n > 1);
  expect((await through(build, { n: 1 }, { n: 2 })).received).toEqual([
    ["rejected", { n: 1 }],
    ["output", { n: 2 }],
  ]);
});

describe("split", () => {
  const build = () => new SplitRoutine(({ upTo }: { upTo: number }) => Array.from({ length: upTo }, (_, n) => ({ n })));

  test("sends each part, and how many they were", async () => {
    expect((await through(build, { upTo: 2 })).received).toEqual([
      ["output", { n: 0 }],
      ["output", { n: 1 }],
      ["counted", { count: 2 }],
    ]);
  });

  test("of nothing it sends no part", async () => {
    expect((await through(build, { upTo: 0 })).received).toEqual([["counted", { count: 0 }]]);
  });
});

describe("conditional router", () => {
  const conditions = { large: ({ n }: { n: number }) => n > 100, even: ({ n }: { n: number }) => n % 2 === 0 };
  const messages = [{ n: 102 }, { n: 4 }, { n: 101 }, { n: 1 }];

  test("the first route whose condition holds takes the message, and otherwise what meets none", async () => {
    const { received } = await through(() => new ConditionalRouter(conditions), ...messages);
    expect(received.map(([event]) => event)).toEqual(["large", "even", "large", "otherwise"]);
  });

  test("or every such route does", async () => {
    const { received } = await through(() => new ConditionalRouter(conditions, { match: "every" }), ...messages);
    expect(received.map(([event]) => event)).toEqual(["large", "even", "even", "large", "otherwise"]);
  });

  test("routes are typed by name; a bad one is refused by name", () => {
    const router = new ConditionalRouter(conditions);
    expectTypeOf(router.routes.large).toEqualTypeOf<OutputEvent<{ n: number }>>();
    expectTypeOf(router.routes).not.toHaveProperty("small");
    expect(() => new ConditionalRouter({ otherwise: () => true })).toThrow(
      'ConditionalRouter: "otherwise" is the route of what meets no condition',
    );
    expect(() => new ConditionalRouter({ a: 1 as never })).toThrow('the condition of route "a" is not a function');
  });
});

describe("validate", () => {
  const schema = z.object({ id: z.string(), lines: z.array(z.object({ amount: z.number() })).default([]) });

  test("sends on what the schema makes of a message", async () => {
    const { received } = await through(() => new ValidateRoutine(schema), { id: "a", unknown: 1 });
    expect(received).toEqual([["valid", { id: "a", lines: [] }]]);
  });

  test("a message that does not fit goes out whole, with where and why; the job goes on", async () => {
    const data = { lines: [{ amount: "1" }] };
    const { received, status } = await through(() => new ValidateRoutine(schema), data);
    expect(received).toEqual([
      [
        "invalid",
        {
          data,
          issues: [
            expect.objectContaining({ path: ["id"] }),
            expect.objectContaining({ path: ["lines", 0, "amount"] }),
          ],
        },
      ],
    ]);
    expect(status).toBe("completed");
  });

  test("what is valid has the schema's type", () => {
    expectTypeOf(new ValidateRoutine(schema).valid).toEqualTypeOf<
      OutputEvent<{ id: string; lines: { amount: number }[] }>
    >();
  });
});

test("what is no function is refused by name", () => {
  const none = undefined as unknown as () => never;
  expect(() => new MapRoutine(none)).toThrow("MapRoutine: the transform is not a function");
  expect(() => new FilterRoutine(none)).toThrow("FilterRoutine: the predicate is not a function");
  expect(() => new SplitRoutine(none)).toThrow("SplitRoutine: the split is not a function");
});
