import type { FlowDocument } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { defineRoutine } from "./define-routine.ts";
import type { FlowDocumentFault } from "./flow-document-error.ts";
import { Flow } from "./flow.ts";
import { RoutineRegistry } from "./routine-registry.ts";
import { Routine } from "./routine.ts";

const received: string[] = [];

class Fetcher extends Routine {
  readonly trigger = this.defineSlot("trigger", () => {
    this.emit(this.output, { data: this.getConfig("source", "none") });
  });
  readonly output = this.defineEvent<{ data: string }>("output", ["data"]);
}

class Collector extends Routine {
  readonly input = this.defineSlot<{ all: string }>("input", ({ all }) => void received.push(all), {
    mergeStrategy: ({ all = "" }, { z }: { z: string }) => ({ all: all + z }),
  });
}

const echo = () => defineRoutine({ name: "Echo", slots: { trigger: { handler: () => undefined } } });

/** Several Routines share slot and event names, so that a wire kept by anything but Routine ids would go astray. */
function original(): Flow {
  const flow = new Flow({ flowId: "f", version: "3", executionStrategy: "concurrent", maxWorkers: 2 });
  const collector = new Collector().setStat("n", 4);
  flow.addRoutine(collector, "collector");
  for (const source of ["a", "b"]) {
    const fetcher = new Fetcher().setConfig({ source }).setErrorHandler({ strategy: "retry", maxRetries: 7 });
    flow.addRoutine(fetcher.setTimeout(900), `fetch-${source}`);
    flow.connect(`fetch-${source}`, "output", "collector", "input", { paramMapping: { data: "z" } });
  }
  flow.addRoutine(echo(), "echo");
  return flow;
}

const registry = (): RoutineRegistry => new RoutineRegistry().register(Fetcher, Collector, echo);

describe("decision 13: a Flow serialised", () => {
  test("comes back from JSON as it was: wires, configuration, policies, merge functions", async () => {
    const document = original().serialize();
    const flow = Flow.deserialize(JSON.parse(JSON.stringify(document)), registry());
    expect(flow.serialize()).toEqual(document);
    received.length = 0;
    await flow.execute(["fetch-a", "fetch-b"]);
    await flow.waitForCompletion();
    expect(received).toEqual(["a", "ab"]);
  });

  test("finds its Routines by type", () => {
    const flow = Flow.deserialize(original().serialize(), registry());
    expect(flow.findRoutinesByType(Fetcher).map(([id, routine]) => [id, routine.getConfig("source", "")])).toEqual([
      ["fetch-a", "a"],
      ["fetch-b", "b"],
    ]);
    expect(flow.findRoutinesByType(Routine)).toHaveLength(4);
  });

  test("needs the classes that it names, as they were", () => {
    class Changed extends Routine {
      override get implementation(): string {
        return "Collector";
      }
    }
    const document = original().serialize();
    expect(() => Flow.deserialize(document, new RoutineRegistry().register(Fetcher))).toThrow(
      'There is no Routine "Collector" in the registry; it has Fetcher. Register its class first',
    );
    expect(() => Flow.deserialize(document, new RoutineRegistry().register(Fetcher, Changed, echo))).toThrow(
      'Routine "collector" (Collector) was serialised with slots [{"name":"input"',
    );
  });

  test.each([
    [null, "it: "],
    [{ format: "gantry-flow/v9" }, 'format: must be "gantry-flow/v1"; definition: is required'],
    [{ format: "gantry-flow/v1", definition: {} }, "definition.flowId: is required; definition.name: is required"],
    [{ format: "gantry-flow/v1", definition: { flowId: 7 } }, "definition.flowId: "],
  ])("what is none says so: %j", (document, message) => {
    expect(() => Flow.deserialize(document, registry())).toThrow(`This is not a serialised Flow: ${message}`);
  });
});

describe("decision 13: a document that is wrong is refused with everything that is wrong, and where", () => {
  interface Told {
    readonly code: string;
    readonly details: { readonly faults: readonly FlowDocumentFault[] };
  }

  function refusalOf(change: (document: FlowDocument) => void, from = registry()): Told {
    const document = structuredClone(original().serialize());
    change(document);
    try {
      Flow.deserialize(document, from);
    } catch (error) {
      return error as Told;
    }
    throw new Error("It was taken");
  }

  const placesOf = ({ details }: Told) => details.faults.map(({ path, routine }) => [path.join("."), routine]);

  test("every class that is not registered, each with its routine", () => {
    const refusal = refusalOf(() => undefined, new RoutineRegistry().register(Fetcher));
    expect(refusal.code).toBe("not_found");
    expect(placesOf(refusal)).toEqual([
      ["definition.routines.0.implementation", "collector"],
      ["definition.routines.3.implementation", "echo"],
    ]);
  });

  test("every connection that leads nowhere, and a routine that is there twice", () => {
    const nowhere = refusalOf(({ definition: { connections } }) => {
      for (const connection of connections) connection.slot = "nowhere";
    });
    expect(placesOf(nowhere).map(([path]) => path)).toEqual(["definition.connections.0", "definition.connections.1"]);
    const twice = refusalOf(({ definition: { routines } }) => void routines.push(...routines.slice(0, 1)));
    expect(placesOf(twice)).toEqual([["definition.routines.4.name", "collector"]]);
  });

  test("what its classes decide, when it says otherwise", () => {
    const refusal = refusalOf(({ definition: { routines } }) =>
      routines[3]?.events.push({ name: "x", outputParams: [] }),
    );
    expect([refusal.code, placesOf(refusal)]).toEqual(["conflict", [["definition.routines.3.events", "echo"]]]);
  });

  test("what no Flow made by code is: planned, or with another limit than its strategy has", () => {
    const refusal = refusalOf(({ definition }) => Object.assign(definition, { planned: true, maxWorkers: null }));
    expect(placesOf(refusal).map(([path]) => path)).toEqual(["definition.planned", "definition.maxWorkers"]);
    const sequential = refusalOf((document) => Object.assign(document, { executionStrategy: "sequential" }));
    expect(placesOf(sequential).map(([path]) => path)).toEqual(["definition.maxWorkers"]);
  });

  test("one that is nested without end is refused before anything descends into it", () => {
    const deep = JSON.parse('{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)) as unknown;
    expect(() => Flow.deserialize(deep, registry())).toThrow("it: is nested deeper than 64 levels");
  });

  test("in which order an object's keys come is nobody's decision", () => {
    const batch = () =>
      defineRoutine({
        name: "Batch",
        slots: { trigger: { handler: () => undefined, activation: { quietMs: 5, size: 3, kind: "batch" } } },
      });
    const flow = new Flow({ flowId: "f" });
    flow.addRoutine(batch());
    const document = JSON.parse(JSON.stringify(flow.serialize())) as unknown;
    expect(Flow.deserialize(document, new RoutineRegistry().register(batch)).validate()).toEqual([]);
  });
});

describe("a registry", () => {
  test("refuses two of one name, what cannot be built without arguments, and what is no Routine", () => {
    class Needy extends Routine {
      constructor(what?: { name: string }) {
        super();
        this.defineEvent(what?.name ?? (undefined as unknown as { name: string }).name);
      }
    }
    expect(() => registry().register(Fetcher)).toThrow('There is a Routine "Fetcher" in the registry already');
    expect(() => registry().register(Needy)).toThrow("Routine Needy cannot be built without arguments: ");
    expect(() => registry().register((() => 7) as unknown as () => Routine)).toThrow(
      "is not a Routine, and makes none",
    );
  });
});
