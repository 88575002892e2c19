import type { ThreadContext } from "@gantry/engine/threads";
import type { AggregatedData } from "../data-generator-routines.ts";

const ROUNDS = 20;
const RUNS_PER_ROUND = 20_000;

/**
 * Runs the measurement many times over with random values around its mean, and tells within which bounds nine of ten
 * results lie. Computes for a while: on a thread.
 */
export function simulate({ count, mean }: AggregatedData, context: ThreadContext): void {
  const means: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let run = 0; run < RUNS_PER_ROUND; run += 1) means.push(simulatedMean(count, mean));
    context.progress((round / ROUNDS) * 100, `${means.length} runs`);
  }
  means.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((means[Math.floor(share * means.length)] ?? mean) * 10) / 10;
  const simulated = { simulatedAt: new Date().toISOString(), runs: means.length, from: at(0.05), to: at(0.95) };
  context.sharedData.set("simulated", simulated);
  context.log("info", `${context.routine}: data simulated`);
  context.emit("output", simulated);
}

function simulatedMean(count: number, mean: number): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += 2 * mean * Math.random();
  return count === 0 ? 0 : sum / count;
}
