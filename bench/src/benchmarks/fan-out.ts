import { ENTRY_SLOT, Flow, Routine } from "@gantry/engine";
import PQueue from "p-queue";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { bullMqPeer, DURABILITY_OF_PEERS } from "../systems/bullmq-contender.ts";
import { BullMqFlows, chainFlow, fanInFlow } from "../systems/bullmq-flows.ts";
import { durableEngine, runToEnd } from "../systems/engine-under-test.ts";

const WIDTH = 100;
const MAX_WORKERS = 10;
const ROUNDS = 20;

class Source extends Routine {
  constructor() {
    super();
    const output = this.defineEvent("output");
    this.defineSlot(ENTRY_SLOT, () => {
      for (let n = 0; n < WIDTH; n += 1) this.emit(output, { n });
    });
  }
}

class Middle extends Routine {
  constructor() {
    super();
    const output = this.defineEvent("output");
    this.defineSlot("input", (data) => {
      this.emit(output, data);
    });
  }
}

class Join extends Routine {
  constructor() {
    super();
    const activation = { kind: "batch", size: WIDTH } as const;
    this.defineSlot("input", () => undefined, { mergeStrategy: "list", activation });
  }
}

function fanOutFlow(): Flow {
  const flow = new Flow({ flowId: "bench-fan-out", executionStrategy: "concurrent", maxWorkers: MAX_WORKERS });
  flow.addRoutine(new Source(), "source");
  flow.addRoutine(new Middle(), "middle");
  flow.addRoutine(new Join(), "join");
  flow.connect("source", "output", "middle", "input").connect("middle", "output", "join", "input");
  return flow;
}

/** Rounds one after the other, so that each has the system to itself. */
async function repeat(round: (index: number) => Promise<number>) {
  const samples: number[] = [];
  for (let index = 0; index < ROUNDS; index += 1) samples.push(await round(index));
  return { p50Ms: percentile(samples, 0.5), p99Ms: percentile(samples, 0.99) };
}

async function runGantry() {
  const flow = fanOutFlow();
  await using system = await durableEngine(flow);
  const entries = [{ routine: "source", slot: ENTRY_SLOT, data: {} }];
  const request = { name: flow.name, origin: "flow" as const, flow: flow.definition(), entries };
  return await repeat(() => runToEnd(system.engine, request));
}

async function runPQueue() {
  const queue = new PQueue({ concurrency: MAX_WORKERS });
  const step = () => queue.add(() => undefined);
  return await repeat(async () => {
    const startedMs = performance.now();
    await step();
    await Promise.all(Array.from({ length: WIDTH }, step));
    await step();
    return performance.now() - startedMs;
  });
}

/** A flow of BullMQ joins, but does not fan out: the source is a job of its own, and adds the others when it has ended. */
async function runBullMq() {
  await using system = await BullMqFlows.open({ concurrency: MAX_WORKERS, run: () => undefined });
  return await repeat(async (round) => {
    const sourceMs = await system.runToEnd([chainFlow(round, 1)]);
    return sourceMs + (await system.runToEnd([fanInFlow(round, WIDTH)]));
  });
}

export const fanOut: Benchmark = {
  name: "fan-out",
  work: `one step, then ${WIDTH} that do nothing, ${MAX_WORKERS} at once, then one that waits for all; submission to end`,
  durability: DURABILITY_OF_PEERS,
  notMeasured: "payloads, several at the same time",
  goals: [{ metric: "p50Ms", bound: "at most", value: 8 }],
  contenders: [
    { name: "gantry", run: runGantry },
    { name: "p-queue (memory only)", run: runPQueue },
    bullMqPeer("BullMQ flows", runBullMq),
  ],
};
