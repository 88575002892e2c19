import PQueue from "p-queue";
import { ENTRY_SLOT, Flow, Routine } from "@gantry/engine";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { bullMqPeer, DURABILITY_OF_PEERS } from "../systems/bullmq-contender.ts";
import { BullMqFlows, chainFlow, type FlowStep } from "../systems/bullmq-flows.ts";
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
async function sampleGantry(inFlight: number): Promise<number[]> {
  const samples: number[] = [];
  const flow = timedChain(samples, inFlight);
  await using system = await durableEngine(flow);
  await runToEnd(system.engine, chainRequest(flow, inFlight));
  return samples;
}

async function sampleBullMq(inFlight: number): Promise<number[]> {
  const samples: number[] = [];
  const leftAtMs = new Map<number, number>();
  const run = ({ flow }: FlowStep) => {
    const leftMs = leftAtMs.get(flow);
    if (leftMs !== undefined) samples.push(performance.now() - leftMs);
    leftAtMs.set(flow, performance.now());
  };
  await using system = await BullMqFlows.open({ concurrency: inFlight, run });
  await system.runToEnd(Array.from({ length: inFlight }, (_, flow) => chainFlow(flow, STEPS)));
  return samples;
}

/** What p-queue puts between a step and the next of its chain. */
async function samplePQueue(inFlight: number): Promise<number[]> {
  const samples: number[] = [];
  const queue = new PQueue({ concurrency: inFlight });
  const chain = async () => {
    let leftMs: number | null = null;
    for (let step = 1; step <= STEPS; step += 1) {
      await queue.add(() => {
        if (leftMs !== null) samples.push(performance.now() - leftMs);
        leftMs = performance.now();
      });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, chain));
  return samples;
}

const measure = (sample: (inFlight: number) => Promise<number[]>) => async () => {
  const [one, ten] = [await sample(1), await sample(10)];
  return {
    oneInFlightP50Ms: percentile(one, 0.5),
    oneInFlightP99Ms: percentile(one, 0.99),
    tenInFlightP50Ms: percentile(ten, 0.5),
    tenInFlightP99Ms: percentile(ten, 0.99),
  };
};

export const stepLatency: Benchmark = {
  name: "step-latency",
  work: `from the end of a step to the start of the next, chains of ${STEPS}`,
  durability: `the next step starts only after the commit: ${DURABILITY_OF_PEERS}`,
  notMeasured: "HTTP, payloads",
  goals: [
    { metric: "oneInFlightP50Ms", bound: "at most", value: 0.35 },
    { metric: "oneInFlightP99Ms", bound: "at most", value: 1.5 },
    { metric: "tenInFlightP50Ms", bound: "at most", value: 0.5 },
    { metric: "tenInFlightP99Ms", bound: "at most", value: 4 },
  ],
  contenders: [
    { name: "gantry", run: measure(sampleGantry) },
    { name: "p-queue (memory only)", run: measure(samplePQueue) },
    bullMqPeer("BullMQ flows", measure(sampleBullMq)),
  ],
};
