import type { Benchmark } from "../benchmark.ts";
import { BullMqJobs } from "../systems/bullmq-jobs.ts";
import { bullMqPeer, DURABILITY_OF_PEERS } from "../systems/bullmq-contender.ts";
import { durableOperations } from "../systems/operations-under-test.ts";
import { percentile } from "../statistics.ts";

const OPERATIONS = 1_000;
const AT_ONCE = 10;
const REPORTS = [25, 75];

/** So many callers, each of whom starts an operation, waits for its end, and starts the next. */
async function measure(runOne: () => Promise<unknown>) {
  const samples: number[] = [];
  const caller = async () => {
    for (let count = 0; count < OPERATIONS / AT_ONCE; count += 1) {
      const startedMs = performance.now();
      await runOne();
      samples.push(performance.now() - startedMs);
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  const elapsedMs = performance.now() - startedMs;
  return { operationsPerSecond: (OPERATIONS / elapsedMs) * 1000, startToEndP50Ms: percentile(samples, 0.5) };
}

async function runGantry() {
  await using system = await durableOperations();
  return await measure(() =>
    system.operations.run({
      service: "bench",
      operationType: "report",
      operationName: "Reports twice",
      context: {},
      operationFunc: ({ progressManager }) => {
        for (const percentage of REPORTS) progressManager.updateProgress({ percentage });
      },
    }),
  );
}

async function runBullMq() {
  await using system = await BullMqJobs.open({ concurrency: AT_ONCE, reports: REPORTS });
  return await measure(() => system.runToEnd());
}

export const managedOperations: Benchmark = {
  name: "managed-operations",
  work: `${OPERATIONS} operations that report progress twice, ${AT_ONCE} at once, each started and awaited by its caller`,
  durability: DURABILITY_OF_PEERS,
  notMeasured:
    "HTTP, viewers, children, cancellation; progress within 100 ms is recorded as one report by Gantry, by BullMQ each",
  goals: [],
  contenders: [{ name: "gantry", run: runGantry }, bullMqPeer("BullMQ", runBullMq)],
};
