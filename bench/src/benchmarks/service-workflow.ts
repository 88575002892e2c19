import { ApiClient, arithmeticSubmission, ServerProcess, type Arithmetic } from "@gantry/e2e/harness";
import { startExampleServices } from "@gantry/example-services";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { WorkflowWatch } from "../systems/workflow-watch.ts";

const SAMPLES = 30;
const LONG_TASK_MS = 100;

const ONE_NODE: Arithmetic = { name: "One node", addends: [1], edges: [], result: 1, last: 1 };

async function runGantry() {
  await using services = await startExampleServices({ containers: ["arithmetic"] });
  await using server = await ServerProcess.start({ LOG_LEVEL: "warn" });
  using watch = await WorkflowWatch.open(server.url);
  const api = new ApiClient(server.url);
  const measure = async (durationMs: number) => {
    const submission = arithmeticSubmission(ONE_NODE, services.dockerinfo, { durationMs, maxWorkers: 1 });
    const startedMs = performance.now();
    await watch.ended(await api.submit(submission));
    return performance.now() - startedMs;
  };
  const sample = async (durationMs: number) => {
    const samples: number[] = [];
    for (let count = 0; count < SAMPLES; count += 1) samples.push(await measure(durationMs));
    return samples;
  };
  const instant = await sample(0);
  const long = await sample(LONG_TASK_MS);
  return {
    instantP50Ms: percentile(instant, 0.5),
    instantP99Ms: percentile(instant, 0.99),
    longTaskP50Ms: percentile(long, 0.5),
  };
}

export const serviceWorkflow: Benchmark = {
  name: "service-workflow",
  work: `one-node workflow, POST to completed; its service answers at once, or after ${LONG_TASK_MS} ms`,
  durability: "SQLite WAL, fsync per commit",
  notMeasured: "many at once",
  goals: [
    { metric: "instantP50Ms", bound: "at most", value: 15 },
    { metric: "longTaskP50Ms", bound: "at most", value: 200 },
  ],
  contenders: [{ name: "gantry", run: runGantry }],
};
