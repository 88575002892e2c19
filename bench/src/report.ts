import { availableParallelism, cpus } from "node:os";
import type { BenchmarkResult, Goal, Metrics } from "./benchmark.ts";

const isReached = ({ metric, bound, value }: Goal, median: Metrics): boolean | null => {
  const reached = median[metric];
  if (reached === undefined) return null;
  return bound === "at most" ? reached <= value : reached >= value;
};

/** At most four significant digits: more would be noise. */
const formatNumber = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(4)));

const formatGoal = ({ bound, value }: Goal): string => `${bound === "at most" ? "≤" : "≥"} ${formatNumber(value)}`;

/** Rows of one benchmark: figure, one column per contender, the goal and whether the first contender reaches it. */
function tableRows({ benchmark, results }: BenchmarkResult): string[][] {
  const names = new Set(results.flatMap(({ median }) => Object.keys(median)));
  return [...names].map((name) => {
    const goal = benchmark.goals.find(({ metric }) => metric === name);
    const own = results[0]?.median ?? {};
    const verdict = goal === undefined ? "" : `${formatGoal(goal)} ${isReached(goal, own) === true ? "✔" : "✘"}`;
    const values = results.map(({ median }) => (median[name] === undefined ? "–" : formatNumber(median[name])));
    return [name, ...values, verdict];
  });
}

/** One benchmark as text, columns aligned, for a terminal or a page. */
export function formatTable(result: BenchmarkResult): string {
  const header = ["median", ...result.results.map(({ contender }) => contender), "goal"];
  const rows = [header, ...tableRows(result)];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const { name, work, durability, notMeasured } = result.benchmark;
  const missing = result.missing.map(({ contender, reason }) => `${contender} did not run: ${reason}`);
  const notes = [...missing, `not measured: ${notMeasured}`];
  return [`${name}: ${work} (${durability})`, ...[...lines, ...notes].map((line) => `  ${line}`)].join("\n");
}

/** Everything measured, as one object for programs. */
export const toJson = (results: readonly BenchmarkResult[], runs: number): object => ({
  measuredAt: new Date().toISOString(),
  runs,
  machine: { cpu: cpus()[0]?.model ?? "unknown", cores: availableParallelism(), node: process.version },
  benchmarks: results.map(({ benchmark, results: contenders, missing }) => ({
    name: benchmark.name,
    work: benchmark.work,
    durability: benchmark.durability,
    notMeasured: benchmark.notMeasured,
    goals: benchmark.goals.map((goal) => ({ ...goal, reached: isReached(goal, contenders[0]?.median ?? {}) })),
    contenders,
    missing,
  })),
});
