import { setTimeout as delay } from "node:timers/promises";
import { ENTRY_SLOT, Flow, Routine } from "@gantry/engine";

class Step extends Routine {
  constructor(durationMs: number) {
    super();
    this.defineEvent("done");
    this.defineSlot(ENTRY_SLOT, async () => {
      if (durationMs > 0) await delay(durationMs);
      this.emit("done", {});
    });
  }
}

/** Step i of a chain. */
const stepName = (index: number) => `step${index + 1}`;

/** Steps one after the other, each taking as long as its entry says; 0 does nothing at all. */
export function stepChain(durationsMs: readonly number[], maxWorkers: number): Flow {
  const flow = new Flow({ flowId: "bench-chain", executionStrategy: "concurrent", maxWorkers });
  durationsMs.forEach((durationMs, index) => {
    flow.addRoutine(new Step(durationMs), stepName(index));
    if (index > 0) flow.connect(stepName(index - 1), "done", stepName(index), ENTRY_SLOT);
  });
  return flow;
}

/** The submission that starts `jobs` Jobs of such a chain. */
export const chainRequest = (flow: Flow, jobs: number) => ({
  name: flow.name,
  origin: "flow" as const,
  flow: flow.definition(),
  jobs,
  entries: [{ routine: stepName(0), slot: ENTRY_SLOT, data: {} }],
});
