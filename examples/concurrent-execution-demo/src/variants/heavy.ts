import { Routine } from "@gantry/engine";
import type { AggregatedData } from "../data-generator-routines.ts";
import { pipeline } from "../pipeline.ts";

/** Computes on a thread, beside the reporter: the event loop and the other Jobs go on meanwhile. */
export class DataSimulatorRoutine extends Routine {
  readonly output = this.defineEvent("output", ["runs", "from", "to"]);
  readonly input = this.defineThreadSlot<AggregatedData>("input", {
    module: new URL("./simulate.ts", import.meta.url),
    exportName: "simulate",
  });
}

/** Heavier processing. */
export const heavyFlow = pipeline({
  flowId: "demo-heavy",
  name: "Demo: heavy processing",
  description: "The five stages, and beside the reporter a simulation that computes on threads.",
  maxWorkers: 4,
  defaultJobs: 4,
});

heavyFlow.addRoutine(new DataSimulatorRoutine(), "DataSimulator");
heavyFlow.connect("DataAggregator", "output", "DataSimulator", "input");
