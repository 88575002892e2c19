import { notWaiting } from "./pitfall-1-not-waiting.ts";
import { notShuttingDown } from "./pitfall-2-not-shutting-down.ts";
import { cpuBound } from "./pitfall-3-cpu-bound.ts";
import { sequential } from "./step-1-sequential.ts";
import { concurrent } from "./step-2-concurrent.ts";
import { concurrentFlow } from "./step-3-flow.ts";
import { oneJob } from "./step-3-one-job.ts";
import { sharedState } from "./step-4-shared-state.ts";
import { parallelProcessing } from "./step-5-parallel-processing.ts";
import type { Terminal } from "./terminal.ts";

interface Program {
  readonly title: string;
  run(terminal: Terminal): Promise<void>;
}

/** The tutorial's programs by the name that starts them. */
export const PROGRAMS: ReadonlyMap<string, Program> = new Map([
  ["1", { title: "sequential execution", run: sequential }],
  ["2", { title: "concurrent execution", run: concurrent }],
  ["3", { title: "concurrent execution in a flow", run: concurrentFlow }],
  ["3-one-job", { title: "the same with three entries of one job", run: oneJob }],
  ["4", { title: "shared state", run: sharedState }],
  ["5", { title: "complete example: parallel data processing", run: parallelProcessing }],
  ["pitfall-1", { title: "forgetting to wait for completion", run: notWaiting }],
  ["pitfall-2", { title: "not shutting down", run: notShuttingDown }],
  ["pitfall-3", { title: "concurrent mode for work that computes", run: cpuBound }],
]);
