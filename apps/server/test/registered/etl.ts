import { Flow, Routine } from "@gantry/engine";

class Extract extends Routine {
  readonly rows = this.defineEvent<{ count: number }>("rows", ["count"]);
  readonly trigger = this.defineSlot("trigger", () => this.emit(this.rows, { count: 3 }));
}

/** Waits for ever while ETL_HOLDS is set, so that its process can die in the middle of it. */
class Load extends Routine {
  readonly input = this.defineSlot<{ count: number }>("input", async ({ count }, { signal }) => {
    if (process.env.ETL_HOLDS !== undefined) await new Promise((_, reject) => (signal.onabort = reject));
    return { loaded: count };
  });
}

/** extract → load, two Jobs at once. */
export function etlFlow(version: string): Flow {
  const flow = new Flow({ flowId: "etl", version, executionStrategy: "concurrent", maxWorkers: 2, defaultJobs: 2 });
  const [extract, load] = [new Extract(), new Load()];
  flow.addRoutine(extract, "extract");
  flow.addRoutine(load, "load");
  return flow.connect(extract.rows, load.input);
}
