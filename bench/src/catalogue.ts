import type { Benchmark } from "./benchmark.ts";
import { cancelLatency } from "./benchmarks/cancel-latency.ts";
import { demoMakespan } from "./benchmarks/demo-makespan.ts";
import { durableSteps } from "./benchmarks/durable-steps.ts";
import { fanOut } from "./benchmarks/fan-out.ts";
import { liveLatency } from "./benchmarks/live-latency.ts";
import { managedOperations } from "./benchmarks/managed-operations.ts";
import { memoryActivations } from "./benchmarks/memory-activations.ts";
import { remoteTasks } from "./benchmarks/remote-tasks.ts";
import { serviceThroughput } from "./benchmarks/service-throughput.ts";
import { serviceWorkflow } from "./benchmarks/service-workflow.ts";
import { stepLatency } from "./benchmarks/step-latency.ts";
import { threads } from "./benchmarks/threads.ts";
import { tutorial } from "./benchmarks/tutorial.ts";

/** Every benchmark, in the order of docs/performance.md. */
export const BENCHMARKS: readonly Benchmark[] = [
  demoMakespan,
  durableSteps,
  stepLatency,
  fanOut,
  serviceWorkflow,
  serviceThroughput,
  remoteTasks,
  liveLatency,
  memoryActivations,
  threads,
  tutorial,
  managedOperations,
  cancelLatency,
];
