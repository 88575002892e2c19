import type { JsonObject } from "@gantry/contracts";
import { Routine, type Flow } from "../src/index.ts";

type Run = (data: JsonObject) => Promise<JsonObject | undefined> | JsonObject | undefined;

class Step extends Routine {
  readonly output = this.defineEvent("output");

  constructor(run: Run) {
    super();
    this.defineSlot("trigger", async (data) => {
      const result = await run(data);
      if (result) this.emit(this.output, result);
      return result;
    });
  }
}

/** Adds a chain to the Flow: each step is sent what the one before returned; undefined sends nothing. */
export function defineSteps(flow: Flow, steps: Readonly<Record<string, Run>>): void {
  const names = Object.keys(steps);
  for (const [name, run] of Object.entries(steps)) flow.addRoutine(new Step(run), name);
  names.slice(1).forEach((name, index) => flow.connect(names[index] ?? "", "output", name, "trigger"));
}
