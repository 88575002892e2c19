import { ENTRY_SLOT, Flow, Routine, type Committed, type Engine } from "@gantry/engine";
import { BEGUN, epochMs, STOPPED, waitUntilStopped } from "./until-stopped.ts";

const COMPUTE = { module: new URL("./until-stopped.ts", import.meta.url), exportName: "computeUntilStopped" };

class Waiting extends Routine {
  readonly trigger = this.defineSlot(ENTRY_SLOT, waitUntilStopped);
}

class Computing extends Routine {
  readonly trigger = this.defineThreadSlot(ENTRY_SLOT, COMPUTE);
}

/** A Flow that ends when it is cancelled: "inline" waits on the event loop, "thread" computes on a thread. */
export function endlessFlow(maxWorkers: number): Flow {
  const flow = new Flow({ flowId: "bench-endless", executionStrategy: "concurrent", maxWorkers });
  flow.addRoutine(new Waiting(), "inline");
  flow.addRoutine(new Computing(), "thread");
  return flow;
}

interface CancelledJobs {
  readonly flow: Flow;
  /** Where each Job begins. */
  readonly routine: "inline" | "thread";
  readonly jobs: number;
}

/** Runs so many Jobs, and cancels them once all handlers run. @returns ms from the call to each handler's signal. */
export async function cancelJobs(engine: Engine, { flow, routine, jobs }: CancelledJobs): Promise<number[]> {
  const lines = new LogCounter(engine);
  try {
    const entries = [{ routine, slot: ENTRY_SLOT, data: {} }];
    const request = { name: flow.name, origin: "flow" as const, flow: flow.definition(), jobs, entries };
    const { workflowId } = await engine.submit(request);
    await lines.reach(BEGUN, jobs);
    const cancelledAtMs = epochMs();
    const [stopped] = await Promise.all([lines.reach(STOPPED, jobs), engine.cancel({ workflowId })]);
    return stopped.map((atMs) => atMs - cancelledAtMs);
  } finally {
    lines.close();
  }
}

/** Waits for log lines of one text; the values are their `atMs`. */
class LogCounter {
  readonly close: () => void;
  readonly #atMs = new Map<string, number[]>();
  #onLine = (): void => undefined;

  constructor(engine: Engine) {
    this.close = engine.onCommitted(({ logs }) => this.#take(logs));
  }

  async reach(message: string, count: number): Promise<readonly number[]> {
    for (;;) {
      const seen = this.#atMs.get(message) ?? [];
      if (seen.length >= count) return seen;
      await new Promise<void>((resolve) => (this.#onLine = resolve));
    }
  }

  #take(logs: Committed["logs"]): void {
    for (const { message, fields } of logs) {
      const seen = this.#atMs.get(message) ?? [];
      seen.push(Number(fields?.atMs));
      this.#atMs.set(message, seen);
    }
    this.#onLine();
  }
}
