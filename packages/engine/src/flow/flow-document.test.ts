import { describe, expect, test } from "vitest";
import { defineRoutine } from "./define-routine.ts";
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
    [null, 'its "format" is missing, and must be "gantry-flow/v1"'],
    [{ format: "gantry-flow/v9" }, 'its "format" is "gantry-flow/v9"'],
    [{ format: "gantry-flow/v1" }, "definition.: "],
    [{ format: "gantry-flow/v1", definition: { flowId: 7 } }, "definition.flowId: "],
  ])("what is none says so: %j", (document, message) => {
    expect(() => Flow.deserialize(document, registry())).toThrow(`This is not a serialised Flow: ${message}`);
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
