import { Flow, Mutex, Routine } from "@gantry/engine";
import type { Terminal } from "./terminal.ts";

class SafeCounter extends Routine {
  readonly #lock = new Mutex();

  constructor(terminal: Terminal) {
    super();
    this.setStat("count", 0);
    this.defineSlot("input", (_data, context) =>
      this.#lock.runExclusive(async () => {
        const current = this.getStat("count", 0);
        await context.sleep(1); // here another handler would read the same `current`: the lock keeps it out
        this.setStat("count", current + 1);
        terminal.print(`Count: ${this.getStat("count", 0)}`);
      }),
    );
  }
}

class DataSource extends Routine {
  readonly output = this.defineEvent<{ data: string }>("output", ["data"]);

  constructor() {
    super();
    this.setConfig({ name: "Source" });
    this.defineSlot("trigger", async (_data, context) => {
      await context.sleep(50); // simulates processing
      this.emit(this.output, { data: `Data from ${this.getConfig("name", "Source")}` });
    });
  }
}

/** Step 4: several Jobs change one thing. A `Mutex` keeps what spans an `await` in one piece. */
export async function sharedState(terminal: Terminal): Promise<void> {
  const flow = new Flow({
    flowId: "shared_state",
    executionStrategy: "concurrent",
    maxWorkers: 5,
    clock: terminal.clock,
  });
  const counter = new SafeCounter(terminal);
  flow.addRoutine(counter, "counter");
  const sources = [0, 1, 2, 3, 4].map((number) =>
    flow.addRoutine(new DataSource().setConfig({ name: `Source${number}` }), `source${number}`),
  );
  for (const source of sources) {
    flow.connect(source, "output", "counter", "input");
  }

  for (const source of sources) await flow.execute(source);
  await flow.waitForCompletion({ timeoutMs: 5_000 });
  terminal.print(`Final count: ${counter.getStat("count", 0)}`);

  await flow.shutdown({ wait: true });
}
