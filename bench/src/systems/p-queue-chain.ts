import { setTimeout as delay } from "node:timers/promises";
import PQueue from "p-queue";

/**
 * The same chains in memory and nothing else: what no durable system can beat.
 * @returns how long all of them took, ms.
 */
export async function pQueueChains(options: {
  readonly jobs: number;
  readonly durationsMs: readonly number[];
  readonly maxWorkers: number;
}): Promise<number> {
  const queue = new PQueue({ concurrency: options.maxWorkers });
  const startedMs = performance.now();
  const chain = async () => {
    for (const durationMs of options.durationsMs) {
      await queue.add(async () => {
        if (durationMs > 0) await delay(durationMs);
      });
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, chain));
  return performance.now() - startedMs;
}
