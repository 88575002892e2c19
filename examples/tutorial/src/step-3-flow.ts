import { Flow, Routine } from "@gantry/engine";
import { DataFetcher } from "./data-fetcher.ts";
import type { Terminal } from "./terminal.ts";

class Aggregator extends Routine {
  constructor(terminal: Terminal) {
    super();
    this.defineSlot<{ data: string[]; source: string[] }>(
      "input",
      // Under `append` every value is the list of all so far in this Job; the newest is the last.
      ({ data, source }) => terminal.print(`Aggregated: ${data.at(-1)} from ${source.at(-1)}`),
      { mergeStrategy: "append" },
    );
  }
}

function fetchersAndAggregator(terminal: Terminal): { flow: Flow; fetchers: readonly string[] } {
  const flow = new Flow({
    flowId: "concurrent_flow",
    executionStrategy: "concurrent",
    maxWorkers: 3,
    clock: terminal.clock,
  });
  const aggregator = flow.addRoutine(new Aggregator(terminal), "aggregator");
  const fetchers = [1, 2, 3].map((number) =>
    flow.addRoutine(
      new DataFetcher(terminal).setConfig({ sourceName: `Source${number}`, delayMs: 100 }),
      `fetcher${number}`,
    ),
  );
  for (const fetcher of fetchers) flow.connect(fetcher, "output", aggregator, "input");
  return { flow, fetchers };
}

/** Step 3: Routines that do not depend on each other run at the same time; what depends on them follows. Three Jobs. */
export async function concurrentFlow(terminal: Terminal): Promise<void> {
  const { flow, fetchers } = fetchersAndAggregator(terminal);
  const elapsed = terminal.stopwatch();
  for (const fetcher of fetchers) await flow.execute(fetcher);
  await flow.waitForCompletion({ timeoutMs: 5_000 });
  terminal.print(`Total time: ${elapsed()}`);

  await flow.shutdown({ wait: true });
}
