import { setTimeout as delay } from "node:timers/promises";
import type { Benchmark } from "../benchmark.ts";
import { bullMqPeer, DURABILITY_OF_PEERS } from "../systems/bullmq-contender.ts";
import { BullMqFlows, chainFlow, type FlowStep } from "../systems/bullmq-flows.ts";
import { durableEngine, runToEnd } from "../systems/engine-under-test.ts";
import { pQueueChains } from "../systems/p-queue-chain.ts";
import { chainRequest, stepChain } from "../systems/step-chain.ts";

const DURATIONS_MS = [100, 150, 120, 180, 100];
const JOBS = 4;
const MAX_WORKERS = 2;
const IDEAL_MS = (JOBS * DURATIONS_MS.reduce((sum, durationMs) => sum + durationMs, 0)) / MAX_WORKERS;

async function runGantry() {
  const flow = stepChain(DURATIONS_MS, MAX_WORKERS);
  await using system = await durableEngine(flow);
  // Of the free lanes the lowest is taken first: the highest one seen is the number of workers that were in use at once.
  let peakConcurrency = 0;
  const makespanMs = await runToEnd(system.engine, chainRequest(flow, JOBS), (event) => {
    if (event.kind === "task_started") peakConcurrency = Math.max(peakConcurrency, event.lane);
  });
  return { makespanMs, makespanOverIdeal: makespanMs / IDEAL_MS, peakConcurrency };
}

async function runPQueue() {
  const makespanMs = await pQueueChains({ jobs: JOBS, durationsMs: DURATIONS_MS, maxWorkers: MAX_WORKERS });
  return { makespanMs, makespanOverIdeal: makespanMs / IDEAL_MS };
}

async function runBullMq() {
  const run = ({ step }: FlowStep) => delay(DURATIONS_MS[step] ?? 0);
  await using system = await BullMqFlows.open({ concurrency: MAX_WORKERS, run });
  const flows = Array.from({ length: JOBS }, (_, flow) => chainFlow(flow, DURATIONS_MS.length));
  const makespanMs = await system.runToEnd(flows);
  return { makespanMs, makespanOverIdeal: makespanMs / IDEAL_MS };
}

export const demoMakespan: Benchmark = {
  name: "demo-makespan",
  work: `${JOBS} Jobs of ${DURATIONS_MS.join(", ")} ms, ${MAX_WORKERS} at once; ideal ${IDEAL_MS} ms`,
  durability: DURABILITY_OF_PEERS,
  notMeasured: "the five routines' own shared data and log lines, HTTP",
  goals: [
    { metric: "makespanOverIdeal", bound: "at most", value: 1.008 },
    { metric: "peakConcurrency", bound: "at most", value: MAX_WORKERS },
  ],
  contenders: [
    { name: "gantry", run: runGantry },
    { name: "p-queue (memory only)", run: runPQueue },
    bullMqPeer("BullMQ flows", runBullMq),
  ],
};
