import { describe, expect, test } from "vitest";
import { Flow, RoutineRegistry } from "../index.ts";
import {
  AggregateRoutine,
  BatchRoutine,
  DebounceRoutine,
  DelayRoutine,
  HttpRequestRoutine,
  MapRoutine,
  RetryRouter,
} from "./index.ts";

const CONFIGURED = [
  () => new AggregateRoutine({ wait: 2, timeoutMs: 50, onIncomplete: "partial" }),
  () => new BatchRoutine({ size: 3, maxWaitMs: 10 }),
  () => new DebounceRoutine({ quietMs: 20 }),
  () => new DelayRoutine({ delayMs: 30 }),
  () =>
    new HttpRequestRoutine({
      url: "https://a.example/{id}",
      headers: { authorization: { env: "TOKEN" } },
      timeoutMs: 9,
    }),
  () => new RetryRouter({ maxRetries: 1 }),
];
const registry = new RoutineRegistry().register(
  AggregateRoutine,
  BatchRoutine,
  DebounceRoutine,
  DelayRoutine,
  HttpRequestRoutine,
  RetryRouter,
);

const throughJson = (flow: Flow, from = registry): Flow =>
  Flow.deserialize(JSON.parse(JSON.stringify(flow.serialize())), from);

describe("decision 13: a serialised Flow keeps its built-in Routines", () => {
  test.each(CONFIGURED.map((build) => [build().implementation, build] as const))(
    "%s comes back with its configuration, and what follows from it",
    (_name, build) => {
      const flow = new Flow({ flowId: "f" });
      flow.addRoutine(build(), "routine");
      expect(throughJson(flow).definition()).toEqual(flow.definition());
    },
  );

  test("one made of a function comes back as a class of its own", async () => {
    const seen: number[] = [];
    class Note extends MapRoutine<{ n: number }, { count: number }> {
      constructor() {
        super(({ n }) => ({ count: seen.push(n) }));
      }
    }
    const flow = new Flow({ flowId: "f" });
    flow.addRoutine(new Note(), "note");
    await throughJson(flow, new RoutineRegistry().register(Note)).execute("note", { n: 7 });
    expect(seen).toEqual([7]);
  });

  test("what the process provides comes with the registry: a fetch that checks addresses", async () => {
    const asked: string[] = [];
    class GuardedRequest extends HttpRequestRoutine<{ id: string }> {
      constructor() {
        const guarded = (url: string) => {
          asked.push(url);
          return Promise.resolve(new Response(null, { status: 204 }));
        };
        super(undefined, { fetch: guarded });
      }
    }
    const flow = new Flow({ flowId: "f" });
    flow.addRoutine(new GuardedRequest().setConfig({ url: "https://a.example/{id}" }), "request");
    const job = await throughJson(flow, new RoutineRegistry().register(GuardedRequest)).execute("request", { id: "x" });
    expect([job.state.status, asked]).toEqual(["completed", ["https://a.example/x"]]);
  });
});
