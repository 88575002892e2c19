import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Flow } from "@gantry/engine";
import { Piscina } from "piscina";
import type { Benchmark } from "../benchmark.ts";
import { fib } from "../systems/fibonacci.ts";
import { fibonacciFlow } from "../systems/fibonacci-flow.ts";

const SMALL = { n: 10, times: 40 };
const LARGE = { n: 33, times: 10 };
/** On two cores, once one after the other and once side by side. */
const HEAVY = { n: 38, times: 2 };

/** Computes fib(n) somewhere. */
type Compute = (n: number) => Promise<unknown>;

async function inSequence(compute: Compute, { n, times }: typeof SMALL): Promise<number> {
  const startedMs = performance.now();
  for (let time = 0; time < times; time += 1) await compute(n);
  return performance.now() - startedMs;
}

async function atOnce(compute: Compute, { n, times }: typeof SMALL): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: times }, () => compute(n)));
  return performance.now() - startedMs;
}

/** The same figures of whatever computes; `compute` is warm. */
async function measure(compute: Compute) {
  await atOnce(compute, { n: SMALL.n, times: HEAVY.times });
  const fortySmallMs = await inSequence(compute, SMALL);
  const computeMs = await inSequence(async (n) => fib(n), LARGE);
  const largeOverCompute = (await inSequence(compute, LARGE)) / computeMs;
  const heavyInSequenceMs = await inSequence(compute, HEAVY);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const heavyAtOnceMs = await atOnce(compute, HEAVY);
  delay.disable();
  const twoAtOnceOverSequence = heavyAtOnceMs / heavyInSequenceMs;
  return { fortySmallMs, largeOverCompute, twoAtOnceOverSequence, loopDelayP99Ms: delay.percentile(99) / 1e6 };
}

async function runFlow(flow: Flow) {
  try {
    return await measure(async (n) => (await flow.execute("fibonacci", { n })).waitForCompletion());
  } finally {
    await flow.shutdown();
  }
}

async function runPiscina() {
  const filename = new URL("../systems/fibonacci-program.mjs", import.meta.url).href;
  const pool = new Piscina({ filename, name: "fibonacci", maxThreads: HEAVY.times });
  try {
    return await measure((n) => pool.run({ n }));
  } finally {
    await pool.destroy();
  }
}

export const threads: Benchmark = {
  name: "threads",
  work: `fib(${SMALL.n}) ${SMALL.times} times in sequence, fib(${LARGE.n}) ${LARGE.times} times, fib(${HEAVY.n}) on two cores`,
  durability: "none: history in memory; Piscina keeps nothing",
  notMeasured: "starting threads, large payloads, any store",
  goals: [
    { metric: "fortySmallMs", bound: "at most", value: 15 },
    { metric: "largeOverCompute", bound: "at most", value: 1.02 },
    { metric: "twoAtOnceOverSequence", bound: "at most", value: 0.6 },
    { metric: "loopDelayP99Ms", bound: "at most", value: 20 },
  ],
  contenders: [
    { name: "gantry, on threads", run: () => runFlow(fibonacciFlow("thread", HEAVY.times)) },
    { name: "gantry, inline", run: () => runFlow(fibonacciFlow("inline", HEAVY.times)) },
    { name: "Piscina alone", run: runPiscina },
  ],
};
