import { Flow, Routine } from "@gantry/engine";
import { DataFetcher } from "./data-fetcher.ts";
import type { Terminal } from "./terminal.ts";

type Collected = { data: string[]; source: string[] };

/** Runs for every message; what it gets are the lists so far. */
class Collector extends Routine {
  constructor(terminal: Terminal) {
    super();
    this.defineSlot<Collected>(
      "input",
      ({ source }) => terminal.print(`Collected ${source.length}: ${source.join(", ")}`),
      { mergeStrategy: "append" },
    );
  }
}

/** Runs once, when every connected source has delivered. */
class Joiner extends Routine {
  constructor(terminal: Terminal) {
    super();
    this.defineSlot<Collected>("input", ({ data }) => terminal.print(`Joined: ${data.join(" + ")}`), {
      mergeStrategy: "append",
      activation: "all",
    });
  }
}

/** Step 3, the other way: three entries of one Job. Only within a Job does anything collect or wait for the others. */
export async function oneJob(terminal: Terminal): Promise<void> {
  const flow = new Flow({ flowId: "one_job", executionStrategy: "concurrent", maxWorkers: 3, clock: terminal.clock });
  const targets = [
    flow.addRoutine(new Collector(terminal), "collector"),
    flow.addRoutine(new Joiner(terminal), "joiner"),
  ];
  const fetchers = [1, 2, 3].map((number) =>
    flow.addRoutine(
      new DataFetcher(terminal).setConfig({ sourceName: `Source${number}`, delayMs: 100 }),
      `fetcher${number}`,
    ),
  );
  for (const fetcher of fetchers) for (const target of targets) flow.connect(fetcher, "output", target, "input");

  const job = await flow.execute(fetchers);
  await job.waitForCompletion({ timeoutMs: 5_000 });
  terminal.print(`One job, ${job.state.tasks.length} tasks: ${job.state.status}`);

  await flow.shutdown({ wait: true });
}
