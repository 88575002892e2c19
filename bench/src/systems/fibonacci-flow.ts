import { ENTRY_SLOT, Flow, Routine } from "@gantry/engine";
import { fibonacci } from "./fibonacci.ts";

const FIBONACCI = { module: new URL("./fibonacci.ts", import.meta.url), exportName: "fibonacci" };

class OnThread extends Routine {
  readonly trigger = this.defineThreadSlot(ENTRY_SLOT, FIBONACCI);
}

class Inline extends Routine {
  readonly trigger = this.defineSlot<{ n: number }>(ENTRY_SLOT, fibonacci);
}

/** A Flow of one Routine that computes fib(n) of its message, on a thread or on the event loop. */
export function fibonacciFlow(where: "thread" | "inline", maxWorkers: number): Flow {
  const flow = new Flow({ flowId: "bench-fibonacci", executionStrategy: "concurrent", maxWorkers });
  flow.addRoutine(where === "thread" ? new OnThread() : new Inline(), "fibonacci");
  return flow;
}
