import type { JsonObject } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { Flow } from "./flow.ts";
import { Routine } from "./routine.ts";

class Source extends Routine {
  readonly trigger = this.defineSlot("trigger", () => undefined);
  readonly output = this.defineEvent<{ n: number }>("output", ["n"]);
}

class Sink extends Routine {
  readonly input = this.defineSlot<{ n: number }>("input", () => undefined);
}

function sourceAndSink() {
  const flow = new Flow({ flowId: "f" });
  const [source, sink] = [new Source(), new Sink()];
  flow.addRoutine(source, "source");
  flow.addRoutine(sink, "sink");
  return { flow, source, sink };
}

describe("a Flow says what is wrong with it, by name", () => {
  test.each([
    [["nobody", "output", "sink", "input"], 'there is no routine "nobody"'],
    [["source", "outputs", "sink", "input"], 'routine "source" has no event "outputs"'],
    [["source", "output", "nobody", "input"], 'there is no routine "nobody"'],
    [["source", "output", "sink", "inputs"], 'routine "sink" has no slot "inputs"'],
  ] as const)("connect(%j)", (names, fault) => {
    const { flow } = sourceAndSink();
    const [source, event, target, slot] = names;
    expect(() => flow.connect(source, event, target, slot)).toThrow(
      `Connection ${source}.${event} → ${target}.${slot}: ${fault}`,
    );
  });

  test("a routine that was not added cannot be connected", () => {
    const { flow, source } = sourceAndSink();
    expect(() => flow.connect(source.output, new Sink().input)).toThrow(
      "A Sink is not in flow f: add it with addRoutine first",
    );
  });

  test("an id or an instance is added once; without an id the class's name is numbered", () => {
    const { flow, source } = sourceAndSink();
    expect(() => flow.addRoutine(new Sink(), "sink")).toThrow('Flow f has a routine "sink" already');
    expect(() => flow.addRoutine(source)).toThrow("This Source is in flow f already; make another instance");
    expect([flow.addRoutine(new Sink()), flow.addRoutine(new Sink())]).toEqual(["Sink", "Sink2"]);
  });

  test("decision 2: an unknown entry, or one without a trigger slot", async () => {
    const { flow } = sourceAndSink();
    await expect(flow.execute("nobody")).rejects.toThrow('Flow f has no routine "nobody"; it has source, sink');
    await expect(flow.execute("sink")).rejects.toThrow('Routine "sink" cannot be an entry: it has no slot "trigger"');
  });

  test("an empty flow, and limits out of bounds", () => {
    expect(new Flow({ flowId: "f" }).validate()).toEqual(["The flow has no routines"]);
    const { flow } = sourceAndSink();
    expect(flow.validate()).toEqual([]);
    const zero = { maxWorkers: 0, maxTasksPerJob: 0, defaultJobs: 0 };
    const none = new Flow({ flowId: "f", executionStrategy: "concurrent", ...zero });
    none.addRoutine(new Source());
    expect(none.validate()).toEqual([
      "maxWorkers must be a whole number above 0, not 0",
      "maxTasksPerJob must be a whole number above 0, not 0",
      "defaultJobs must be a whole number above 0, not 0",
    ]);
    expect(() => none.definition()).toThrow("Flow f cannot run: maxWorkers must be");
  });

  test("once it is used it is frozen", () => {
    const { flow, source, sink } = sourceAndSink();
    flow.definition();
    expect(() => flow.addRoutine(new Sink())).toThrow(
      "Flow f is frozen since its first use: add a routine before that",
    );
    expect(() => flow.connect(source.output, sink.input)).toThrow(
      "Flow f is frozen since its first use: connect routines before that",
    );
  });

  test("an error policy names the option that is out of bounds", () => {
    expect(() => new Sink().setErrorHandler({ strategy: "retry", maxRetries: -1 })).toThrow(
      /^The error policy is not valid: maxRetries: /,
    );
  });
});

describe("a Routine says what is wrong with it", () => {
  class Twice extends Routine {
    again(): void {
      this.defineSlot("in", () => undefined);
      this.defineEvent("out");
    }
  }

  test("a slot or an event is defined once, with a function", () => {
    const twice = new Twice();
    twice.again();
    expect(() => twice.again()).toThrow('Routine Twice has a slot "in" already');
    expect(() => twice.defineEvent("out")).toThrow('Routine Twice has an event "out" already');
    expect(() => twice.defineSlot("other", undefined as unknown as () => void)).toThrow(
      'Routine Twice, slot "other": the handler is not a function',
    );
    expect(() => twice.defineSlot("batch", () => undefined, { activation: "batch" as "all" })).toThrow(
      'Routine Twice, slot "batch": a batch needs its size',
    );
  });

  test("emit and context exist only while a handler runs, and only for events that are defined", () => {
    const source = new Source();
    expect(() => source.emit("outputs", {})).toThrow(
      'Routine Source has no event "outputs": define it with defineEvent("outputs", …)',
    );
    expect(() => source.emit(source.output, { n: 1 })).toThrow(
      "Routine Source: context and emit exist only while a handler runs",
    );
  });
});

test("the definition carries config, slots, policies and wires, as JSON", () => {
  const { flow, source } = sourceAndSink();
  source.setConfig({ url: "u" }).setAsCritical({ maxRetries: 1 }).setTimeout(50);
  flow.connect("source", "output", "sink", "input", { paramMapping: { n: "m" } });
  const definition = flow.definition();
  expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
  expect(definition).toMatchObject({
    maxWorkers: 1,
    planned: false,
    routines: [
      {
        name: "source",
        implementation: "Source",
        config: { url: "u" },
        attemptTimeoutMs: 50,
        errorPolicy: { strategy: "retry", maxRetries: 1, onExhausted: "stop" },
      },
      { name: "sink", errorPolicy: null } satisfies JsonObject,
    ],
    connections: [{ source: "source", event: "output", target: "sink", slot: "input", paramMapping: { n: "m" } }],
  });
});
