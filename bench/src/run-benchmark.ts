import type { Benchmark, BenchmarkResult, Contender, Metrics } from "./benchmark.ts";
import { median } from "./statistics.ts";

/** The median of each figure over all runs. */
function medianMetrics(runs: readonly Metrics[]): Metrics {
  const names = new Set(runs.flatMap((run) => Object.keys(run)));
  return Object.fromEntries(
    [...names].map((name) => [name, median(runs.flatMap((run) => (run[name] === undefined ? [] : [run[name]])))]),
  );
}

interface RunOptions {
  readonly runs: number;
  /** With the peers; default: Gantry alone. */
  readonly compare?: boolean;
  /** Told before each counted run, from 1. */
  readonly onRun?: (run: number, contender: Contender) => void;
}

/** Runs every contender once to warm up, uncounted, and then `runs` times in turn. */
export async function runBenchmark(benchmark: Benchmark, options: RunOptions): Promise<BenchmarkResult> {
  const asked = options.compare === true ? benchmark.contenders : benchmark.contenders.slice(0, 1);
  const missing = asked.flatMap(({ name, missing: reasonOf }) => {
    const reason = reasonOf?.() ?? null;
    return reason === null ? [] : [{ contender: name, reason }];
  });
  const present = asked.filter(({ name }) => !missing.some(({ contender }) => contender === name));
  const measured = new Map<Contender, Metrics[]>(present.map((contender) => [contender, []]));
  for (const contender of measured.keys()) await contender.run();
  for (let run = 1; run <= options.runs; run += 1) {
    for (const [contender, runs] of measured) {
      options.onRun?.(run, contender);
      runs.push(await contender.run());
    }
  }
  const results = [...measured].map(([{ name }, runs]) => ({ contender: name, runs, median: medianMetrics(runs) }));
  return { benchmark, results, missing };
}
