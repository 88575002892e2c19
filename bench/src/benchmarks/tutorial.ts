import {
  concurrent,
  concurrentFlow,
  parallelProcessing,
  sequential,
  sharedState,
  Terminal,
} from "@gantry/example-tutorial";
import type { Benchmark, Goal, Metrics } from "../benchmark.ts";

interface Step {
  readonly metric: string;
  readonly run: (terminal: Terminal) => Promise<void>;
  /** What the document says that it takes, ms; null: it does not say. */
  readonly documentedMs: number | null;
}

const STEPS: readonly Step[] = [
  { metric: "step1SequentialMs", run: sequential, documentedMs: 600 },
  { metric: "step2ConcurrentMs", run: concurrent, documentedMs: 220 },
  { metric: "step3FlowMs", run: concurrentFlow, documentedMs: 120 },
  { metric: "step4SharedStateMs", run: sharedState, documentedMs: null },
  { metric: "step5ParallelMs", run: parallelProcessing, documentedMs: 150 },
];

/** The document's figures hold the overhead of the original program: less of it is no fault, more is one. */
const TOLERANCE = 1.15;

const goals = STEPS.flatMap(({ metric, documentedMs }): Goal[] =>
  documentedMs === null ? [] : [{ metric, bound: "at most", value: documentedMs * TOLERANCE }],
);

/** From before the Flow is made until it is shut down: a little more than the time that the program itself prints. */
async function runGantry(): Promise<Metrics> {
  const silent = new Terminal({ print: () => undefined });
  const metrics: Record<string, number> = {};
  for (const { metric, run } of STEPS) {
    const startedAtMs = performance.now();
    await run(silent);
    metrics[metric] = performance.now() - startedAtMs;
  }
  return metrics;
}

export const tutorial: Benchmark = {
  name: "tutorial",
  work: "The tutorial's five programs: three operations of 200 ms, three and five fetchers of 100 ms",
  durability: "none: Flows used as a library, history in memory",
  notMeasured: "the start of the process, printing",
  goals,
  contenders: [{ name: "gantry", run: runGantry }],
};
