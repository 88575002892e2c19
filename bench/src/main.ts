import { Command, InvalidArgumentError } from "commander";
import type { BenchmarkResult } from "./benchmark.ts";
import { BENCHMARKS } from "./catalogue.ts";
import { formatTable, toJson } from "./report.ts";
import { runBenchmark } from "./run-benchmark.ts";

const DEFAULT_RUNS = 5;

interface Options {
  readonly compare: boolean;
  readonly json: boolean;
  readonly only?: string;
  readonly runs: number;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number of at least 1.");
  return value;
}

async function main({ compare, json, only, runs }: Options): Promise<void> {
  const chosen = BENCHMARKS.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) {
    throw new Error(`There is no benchmark "${only}". There are: ${BENCHMARKS.map(({ name }) => name).join(", ")}.`);
  }
  const results: BenchmarkResult[] = [];
  for (const benchmark of chosen) {
    const onRun = (run: number, { name }: { name: string }) => {
      process.stderr.write(`\r\u001b[K${benchmark.name}: run ${run} of ${runs}, ${name}`);
    };
    const result = await runBenchmark(benchmark, process.stderr.isTTY ? { runs, compare, onRun } : { runs, compare });
    results.push(result);
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    if (!json) console.log(`${formatTable(result)}\n`);
  }
  if (json) console.log(JSON.stringify(toJson(results, runs), null, 2));
}

const program = new Command("bench")
  .description("Measures Gantry on this machine; medians of all runs.")
  .option("--compare", "run the peers too, in turn: p-queue, and BullMQ where redis-server is installed", false)
  .option("--json", "print one JSON object with every run instead of tables", false)
  .option("--only <name>", "run one benchmark")
  .option("--runs <count>", "counted runs per contender", positiveInteger, DEFAULT_RUNS)
  .parse();

await main(program.opts<Options>());
