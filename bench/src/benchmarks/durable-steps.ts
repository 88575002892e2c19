import type { Benchmark } from "../benchmark.ts";
import { durableEngine, runToEnd } from "../systems/engine-under-test.ts";
import { pQueueChains } from "../systems/p-queue-chain.ts";
import { chainRequest, stepChain } from "../systems/step-chain.ts";

const JOBS = 1_000;
const DURATIONS_MS = [0, 0, 0, 0, 0];
const STEPS = JOBS * DURATIONS_MS.length;
const MAX_WORKERS = 10;

async function runGantry() {
  const flow = stepChain(DURATIONS_MS, MAX_WORKERS);
  await using system = await durableEngine(flow);
  const cpuBefore = process.cpuUsage();
  const elapsedMs = await runToEnd(system.engine, chainRequest(flow, JOBS));
  const { user, system: kernel } = process.cpuUsage(cpuBefore);
  return { stepsPerSecond: (STEPS / elapsedMs) * 1000, cpuPerStepUs: (user + kernel) / STEPS };
}

async function runPQueue() {
  const elapsedMs = await pQueueChains({ jobs: JOBS, durationsMs: DURATIONS_MS, maxWorkers: MAX_WORKERS });
  return { stepsPerSecond: (STEPS / elapsedMs) * 1000 };
}

export const durableSteps: Benchmark = {
  name: "durable-steps",
  work: `${JOBS} Jobs of ${DURATIONS_MS.length} steps that do nothing, ${MAX_WORKERS} at once, submission included`,
  durability: "SQLite WAL, fsync per commit; p-queue keeps nothing",
  notMeasured: "HTTP, live viewers, payloads",
  goals: [
    { metric: "stepsPerSecond", bound: "at least", value: 15_000 },
    { metric: "cpuPerStepUs", bound: "at most", value: 80 },
  ],
  contenders: [
    { name: "gantry", run: runGantry },
    { name: "p-queue (memory only)", run: runPQueue },
  ],
};
