import type { Benchmark } from "../benchmark.ts";
import { bullMqPeer, DURABILITY_OF_PEERS } from "../systems/bullmq-contender.ts";
import { BullMqFlows, chainFlow } from "../systems/bullmq-flows.ts";
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
  return figures(elapsedMs, cpuMsSince(cpuBefore));
}

async function runPQueue() {
  const cpuBefore = process.cpuUsage();
  const elapsedMs = await pQueueChains({ jobs: JOBS, durationsMs: DURATIONS_MS, maxWorkers: MAX_WORKERS });
  return figures(elapsedMs, cpuMsSince(cpuBefore));
}

async function runBullMq() {
  await using system = await BullMqFlows.open({ concurrency: MAX_WORKERS, run: () => undefined });
  const flows = Array.from({ length: JOBS }, (_, flow) => chainFlow(flow, DURATIONS_MS.length));
  const [cpuBefore, redisBeforeMs] = [process.cpuUsage(), await system.redis.cpuMs()];
  const elapsedMs = await system.runToEnd(flows);
  return figures(elapsedMs, cpuMsSince(cpuBefore) + (await system.redis.cpuMs()) - redisBeforeMs);
}

/** Of this process, user and kernel. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system: kernel } = process.cpuUsage(before);
  return (user + kernel) / 1000;
}

const figures = (elapsedMs: number, cpuMs: number) => ({
  stepsPerSecond: (STEPS / elapsedMs) * 1000,
  cpuPerStepUs: (cpuMs * 1000) / STEPS,
});

export const durableSteps: Benchmark = {
  name: "durable-steps",
  work: `${JOBS} Jobs of ${DURATIONS_MS.length} steps that do nothing, ${MAX_WORKERS} at once, submission included`,
  durability: DURABILITY_OF_PEERS,
  notMeasured: "HTTP, live viewers, payloads, workers in other processes",
  goals: [
    { metric: "stepsPerSecond", bound: "at least", value: 15_000 },
    { metric: "cpuPerStepUs", bound: "at most", value: 80 },
  ],
  contenders: [
    { name: "gantry", run: runGantry },
    { name: "p-queue (memory only)", run: runPQueue },
    bullMqPeer("BullMQ flows", runBullMq),
  ],
};
