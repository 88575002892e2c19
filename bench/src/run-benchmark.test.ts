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
  const options = { runs: 2, compare: true };
  const { results } = await runBenchmark(benchmarkOf([contender("a"), contender("b")]), options);
  expect(order).toEqual(["a", "b", "a", "b", "a", "b"]);
  expect(results.map(({ median }) => median)).toEqual([{ ranMs: 4 }, { ranMs: 5 }]);
});

test("a run that fails fails the benchmark", async () => {
  const failing = { name: "a", run: () => Promise.reject(new Error("broken")) };
  await expect(runBenchmark(benchmarkOf([failing]), { runs: 1 })).rejects.toThrow("broken");
});

test("peers run only when they are asked for", async () => {
  const peer = { name: "b", run: () => Promise.reject(new Error("not asked for")) };
  const own = { name: "a", run: () => Promise.resolve({ ranMs: 1 }) };
  const { results, missing } = await runBenchmark(benchmarkOf([own, peer]), { runs: 1 });
  expect([results.map(({ contender }) => contender), missing]).toEqual([["a"], []]);
});

test("a peer that cannot run here is named with the reason, and the others run", async () => {
  const own = { name: "a", run: () => Promise.resolve({ ranMs: 1 }) };
  const peer = { ...own, name: "b", missing: () => "its server is not installed" };
  const { results, missing } = await runBenchmark(benchmarkOf([own, peer]), { runs: 1, compare: true });
  expect(results.map(({ contender }) => contender)).toEqual(["a"]);
  expect(missing).toEqual([{ contender: "b", reason: "its server is not installed" }]);
});
