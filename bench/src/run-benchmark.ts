import type { Benchmark, BenchmarkResult, Contender, Metrics } from "./benchmark.ts";
import { median } from "./statistics.ts";

/** The median of each figure over all runs. */
function medianMetrics(runs: readonly Metrics[]): Metrics {
  const names = new Set(runs.flatMap((run) => Object.keys(run)));
  return Object.fromEntries(
    [...names].map((name) => [name, median(runs.flatMap((run) => (run[name] === undefined ? [] : [run[name]])))]),
  );
}

/**
 * Runs every contender once to warm up, uncounted, and then `runs` times in turn.
 * @param onRun Told before each counted run, from 1.
 */
export async function runBenchmark(
  benchmark: Benchmark,
  options: { readonly runs: number; readonly onRun?: (run: number, contender: Contender) => void },
): Promise<BenchmarkResult> {
  const measured = new Map<Contender, Metrics[]>(benchmark.contenders.map((contender) => [contender, []]));
  for (const contender of measured.keys()) await contender.run();
  for (let run = 1; run <= options.runs; run += 1) {
    for (const [contender, runs] of measured) {
      options.onRun?.(run, contender);
      runs.push(await contender.run());
    }
  }
  const results = [...measured].map(([{ name }, runs]) => ({ contender: name, runs, median: medianMetrics(runs) }));
  return { benchmark, results };
}
