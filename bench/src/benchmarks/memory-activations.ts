import type { Benchmark } from "../benchmark.ts";
import { memoryEngine, runToEnd } from "../systems/engine-under-test.ts";
import { chainRequest, stepChain } from "../systems/step-chain.ts";

const JOBS = 2_000;
const DURATIONS_MS = Array.from({ length: 10 }, () => 0);
const ACTIVATIONS = JOBS * DURATIONS_MS.length;

async function runGantry() {
  const flow = stepChain(DURATIONS_MS, 10);
  await using system = memoryEngine(flow);
  const elapsedMs = await runToEnd(system.engine, chainRequest(flow, JOBS));
  return { activationsPerSecond: (ACTIVATIONS / elapsedMs) * 1000 };
}

export const memoryActivations: Benchmark = {
  name: "memory-activations",
  work: `${JOBS} Jobs of ${DURATIONS_MS.length} steps that do nothing, 10 at once`,
  durability: "none: history in memory",
  notMeasured: "any store",
  goals: [{ metric: "activationsPerSecond", bound: "at least", value: 150_000 }],
  contenders: [{ name: "gantry", run: runGantry }],
};
