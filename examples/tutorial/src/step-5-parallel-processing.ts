import { Flow, Routine } from "@gantry/engine";
import type { Terminal } from "./terminal.ts";

class DataFetcher extends Routine {
  readonly output = this.defineEvent<{ data: string; sourceId: string; fetchedAtMs: number }>("output", [
    "data",
    "sourceId",
    "fetchedAtMs",
  ]);

  constructor({ clock }: Terminal) {
    super();
    this.setConfig({ sourceId: "F0", delayMs: 100 });
    this.defineSlot("trigger", async (_data, context) => {
      await context.sleep(this.getConfig("delayMs", 100));
      const sourceId = this.getConfig("sourceId", "F0");
      this.emit(this.output, { data: `Data from source ${sourceId}`, sourceId, fetchedAtMs: clock.nowMs() });
    });
  }
}

class DataProcessor extends Routine {
  readonly output = this.defineEvent<{ processed: string; sourceId: string }>("output", ["processed", "sourceId"]);

  constructor(terminal: Terminal) {
    super();
    this.defineSlot<{ data: string; sourceId: string }>("input", ({ data, sourceId }) => {
      terminal.print(`Processed data from source ${sourceId}`);
      this.emit(this.output, { processed: `Processed: ${data}`, sourceId });
    });
  }
}

class ResultCollector extends Routine {
  constructor(terminal: Terminal) {
    super();
    this.setStat("collectedCount", 0);
    this.defineSlot<{ processed: string[]; sourceId: string[] }>(
      "input",
      ({ processed, sourceId }) => {
        this.incrementStat("collectedCount");
        terminal.print(`Collected: ${processed.at(-1)} from ${sourceId.at(-1)}`);
      },
      { mergeStrategy: "append" },
    );
  }
}

/** Step 5, a complete example: five fetchers → processor → collector. */
export async function parallelProcessing(terminal: Terminal): Promise<void> {
  const flow = new Flow({
    flowId: "parallel_processing",
    executionStrategy: "concurrent",
    maxWorkers: 5,
    clock: terminal.clock,
  });
  const fetchers = [0, 1, 2, 3, 4].map((number) =>
    flow.addRoutine(new DataFetcher(terminal).setConfig({ sourceId: `F${number}`, delayMs: 100 }), `fetcher${number}`),
  );
  const processor = flow.addRoutine(new DataProcessor(terminal), "processor");
  const collector = new ResultCollector(terminal);
  flow.addRoutine(collector, "collector");
  for (const fetcher of fetchers) flow.connect(fetcher, "output", processor, "input");
  flow.connect(processor, "output", "collector", "input");

  terminal.print("Starting parallel data fetching...");
  const elapsed = terminal.stopwatch();
  for (const fetcher of fetchers) await flow.execute(fetcher);
  await flow.waitForCompletion({ timeoutMs: 10_000 });

  terminal.print(`\nCompleted in ${elapsed()}`);
  terminal.print(`Collected ${collector.getStat("collectedCount", 0)} results`);
  await flow.shutdown({ wait: true });
}
