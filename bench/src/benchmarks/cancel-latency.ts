import { createThreadPool } from "@gantry/engine/threads";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { cancelJobs, endlessFlow } from "../systems/cancelled-jobs.ts";
import { durableEngine, memoryEngine } from "../systems/engine-under-test.ts";

const INLINE = 100;
const THREADS = 4;
/** Threads are few: several rounds give enough samples for a p99 to mean something. */
const ROUNDS = 25;

async function measure(open: typeof durableEngine | typeof memoryEngine) {
  const flow = endlessFlow(INLINE);
  const pool = createThreadPool({ maxThreads: THREADS });
  try {
    await using system = await open(flow, pool);
    const inline = await cancelJobs(system.engine, { flow, routine: "inline", jobs: INLINE });
    const onThreads: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      onThreads.push(...(await cancelJobs(system.engine, { flow, routine: "thread", jobs: THREADS })));
    return {
      inlineP50Ms: percentile(inline, 0.5),
      inlineP99Ms: percentile(inline, 0.99),
      threadP50Ms: percentile(onThreads, 0.5),
      threadP99Ms: percentile(onThreads, 0.99),
    };
  } finally {
    await pool.close();
  }
}

export const cancelLatency: Benchmark = {
  name: "cancel-latency",
  work: `from cancel() to the signal in each handler: ${INLINE} that wait, and ${THREADS} that compute on threads`,
  durability: "SQLite WAL: a handler is told after the fsync of the request; in memory nothing is kept",
  notMeasured: "HTTP, handlers that do not look at their signal, services",
  goals: [
    { metric: "inlineP99Ms", bound: "at most", value: 50 },
    { metric: "threadP99Ms", bound: "at most", value: 50 },
  ],
  contenders: [
    { name: "gantry", run: () => measure(durableEngine) },
    { name: "gantry, in memory", run: () => measure(memoryEngine) },
  ],
};
