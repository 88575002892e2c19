import type { JsonObject } from "@gantry/contracts";
import { expect, test } from "vitest";
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

test("without an id a routine is called by its class, numbered when that is taken", () => {
  const { flow } = sourceAndSink();
  expect([flow.addRoutine(new Sink()), flow.addRoutine(new Sink())]).toEqual(["Sink", "Sink2"]);
});

test("an empty flow cannot run, nor one with limits out of bounds", () => {
  expect(new Flow({ flowId: "f" }).validate()).toEqual(["The flow has no routines"]);
  const { flow } = sourceAndSink();
  expect(flow.validate()).toEqual([]);
  const none = new Flow({ flowId: "f", executionStrategy: "concurrent", maxWorkers: 0, maxTasksPerJob: 0 });
  none.addRoutine(new Source());
  expect(none.validate()).toEqual([
    "maxWorkers must be a whole number above 0, not 0",
    "maxTasksPerJob must be a whole number above 0, not 0",
  ]);
  expect(() => none.definition()).toThrow("Flow f cannot run: maxWorkers must be");
});

test("an error policy names the option that is out of bounds", () => {
  expect(() => new Sink().setErrorHandler({ strategy: "retry", maxRetries: -1 })).toThrow(
    /^The error policy is not valid: maxRetries: /,
  );
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
