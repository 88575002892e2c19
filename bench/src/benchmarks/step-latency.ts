import { ENTRY_SLOT, Flow, Routine } from "@gantry/engine";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { durableEngine, runToEnd } from "../systems/engine-under-test.ts";
import { chainRequest } from "../systems/step-chain.ts";

const STEPS = 200;

/** A step that notes when it ran: where it begins is where the step before it has been left. */
class TimedStep extends Routine {
  constructor(samples: number[], leftAtMs: Map<string, number>) {
    super();
    this.defineEvent("done");
    this.defineSlot(ENTRY_SLOT, (_data, { jobId }) => {
      const leftMs = leftAtMs.get(jobId);
      if (leftMs !== undefined) samples.push(performance.now() - leftMs);
      this.emit("done", {});
      leftAtMs.set(jobId, performance.now());
    });
  }
}

function timedChain(samples: number[], maxWorkers: number): Flow {
  const flow = new Flow({ flowId: "bench-timed-chain", executionStrategy: "concurrent", maxWorkers });
  const leftAtMs = new Map<string, number>();
  for (let step = 1; step <= STEPS; step += 1) {
    flow.addRoutine(new TimedStep(samples, leftAtMs), `step${step}`);
    if (step > 1) flow.connect(`step${step - 1}`, "done", `step${step}`, ENTRY_SLOT);
  }
  return flow;
}

/** From the end of one handler to the start of the next, with so many Jobs running side by side. */
async function measure(inFlight: number) {
  const samples: number[] = [];
  const flow = timedChain(samples, inFlight);
  await using system = await durableEngine(flow);
  await runToEnd(system.engine, chainRequest(flow, inFlight));
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) };
}

async function runGantry() {
  const one = await measure(1);
  const ten = await measure(10);
  return { oneInFlightP50Ms: one.p50, oneInFlightP99Ms: one.p99, tenInFlightP50Ms: ten.p50, tenInFlightP99Ms: ten.p99 };
}

export const stepLatency: Benchmark = {
  name: "step-latency",
  work: `from the end of a step to the start of the next, chains of ${STEPS}`,
  durability: "SQLite WAL; the next step starts only after the fsync",
  notMeasured: "HTTP, payloads",
  goals: [
    { metric: "oneInFlightP50Ms", bound: "at most", value: 0.35 },
    { metric: "oneInFlightP99Ms", bound: "at most", value: 1.5 },
    { metric: "tenInFlightP50Ms", bound: "at most", value: 0.5 },
    { metric: "tenInFlightP99Ms", bound: "at most", value: 4 },
  ],
  contenders: [{ name: "gantry", run: runGantry }],
};
