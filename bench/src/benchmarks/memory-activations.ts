import { ENTRY_SLOT, Flow, Routine } from "@gantry/engine";
import PQueue from "p-queue";
import type { Benchmark } from "../benchmark.ts";
import { memoryEngine, runToEnd } from "../systems/engine-under-test.ts";
import { pQueueChains } from "../systems/p-queue-chain.ts";
import { chainRequest, stepChain } from "../systems/step-chain.ts";

const JOBS = 2_000;
const DURATIONS_MS = Array.from({ length: 10 }, () => 0);
const CHAIN_ACTIVATIONS = JOBS * DURATIONS_MS.length;
const WIDTH = 10_000;
const MAX_WORKERS = 10;

const perSecond = (activations: number, elapsedMs: number) => (activations / elapsedMs) * 1000;

/** The engine as the server uses it, on a store that keeps everything in memory. */
async function engineChains(): Promise<number> {
  const flow = stepChain(DURATIONS_MS, MAX_WORKERS);
  await using system = memoryEngine(flow);
  return perSecond(CHAIN_ACTIVATIONS, await runToEnd(system.engine, chainRequest(flow, JOBS)));
}

/** The same chains as a script runs them. */
async function libraryChains(): Promise<number> {
  await using flow = stepChain(DURATIONS_MS, MAX_WORKERS);
  const startedMs = performance.now();
  for (let job = 0; job < JOBS; job += 1) await flow.execute("step1");
  await flow.waitForCompletion();
  return perSecond(CHAIN_ACTIVATIONS, performance.now() - startedMs);
}

class Source extends Routine {
  constructor() {
    super();
    const output = this.defineEvent("output");
    this.defineSlot(ENTRY_SLOT, () => {
      for (let n = 0; n < WIDTH; n += 1) this.emit(output, { n });
    });
  }
}

class Sink extends Routine {
  constructor() {
    super();
    this.defineSlot("input", () => undefined);
  }
}

/** One Job in which one message becomes thousands. */
async function libraryFanOut(): Promise<number> {
  await using flow = new Flow({ flowId: "bench-wide", executionStrategy: "concurrent", maxWorkers: MAX_WORKERS });
  flow.addRoutine(new Source(), "source");
  flow.addRoutine(new Sink(), "sink");
  flow.connect("source", "output", "sink", "input");
  const startedMs = performance.now();
  await flow.execute("source");
  await flow.waitForCompletion();
  return perSecond(1 + WIDTH, performance.now() - startedMs);
}

async function runGantry() {
  return {
    activationsPerSecond: await engineChains(),
    libraryChainsPerSecond: await libraryChains(),
    libraryFanOutPerSecond: await libraryFanOut(),
  };
}

async function runPQueue() {
  const chainsMs = await pQueueChains({ jobs: JOBS, durationsMs: DURATIONS_MS, maxWorkers: MAX_WORKERS });
  const queue = new PQueue({ concurrency: MAX_WORKERS });
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: 1 + WIDTH }, () => queue.add(() => undefined)));
  return {
    activationsPerSecond: perSecond(CHAIN_ACTIVATIONS, chainsMs),
    libraryFanOutPerSecond: perSecond(1 + WIDTH, performance.now() - startedMs),
  };
}

export const memoryActivations: Benchmark = {
  name: "memory-activations",
  work: `${JOBS} Jobs of ${DURATIONS_MS.length} steps that do nothing, ${MAX_WORKERS} at once; as a library, also 1 step that sets off ${WIDTH}`,
  durability: "none: history in memory; p-queue has no history",
  notMeasured: "any store, payloads, memory used",
  goals: [{ metric: "activationsPerSecond", bound: "at least", value: 150_000 }],
  contenders: [
    { name: "gantry", run: runGantry },
    { name: "p-queue (memory only)", run: runPQueue },
  ],
};
