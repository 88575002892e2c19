import { expect, test } from "vitest";
import type { Benchmark, Contender } from "./benchmark.ts";
import { runBenchmark } from "./run-benchmark.ts";

const benchmarkOf = (contenders: readonly Contender[]): Benchmark => ({
  name: "order",
  work: "nothing",
  durability: "none",
  notMeasured: "everything",
  goals: [],
  contenders,
});

test("contenders warm up once and then run in turn", async () => {
  const order: string[] = [];
  const contender = (name: string): Contender => ({
    name,
    run: () => {
      order.push(name);
      return Promise.resolve({ ranMs: order.length });
    },
  });
  const { results } = await runBenchmark(benchmarkOf([contender("a"), contender("b")]), { runs: 2 });
  expect(order).toEqual(["a", "b", "a", "b", "a", "b"]);
  expect(results.map(({ median }) => median)).toEqual([{ ranMs: 4 }, { ranMs: 5 }]);
});

test("a run that fails fails the benchmark", async () => {
  const failing = { name: "a", run: () => Promise.reject(new Error("broken")) };
  await expect(runBenchmark(benchmarkOf([failing]), { runs: 1 })).rejects.toThrow("broken");
});
