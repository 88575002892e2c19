import { ApiClient, ServerProcess } from "@gantry/e2e/harness";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { startBenchService } from "../systems/bench-service-process.ts";
import { oneNodeSubmission } from "../systems/one-node-blueprint.ts";
import { processCost } from "../systems/process-cost.ts";
import { WorkflowWatch } from "../systems/workflow-watch.ts";

const WORKFLOWS = 3_000;
const IN_FLIGHT = 32;
/** Not counted: compilers and caches get warm. */
const WARM_UP = 300;

async function runGantry() {
  await using service = await startBenchService();
  await using server = await ServerProcess.start({ LOG_LEVEL: "warn" });
  using watch = await WorkflowWatch.open(server.url);
  const api = new ApiClient(server.url);
  const submission = oneNodeSubmission("Instant", service.port);
  const runOne = async () => {
    const startedMs = performance.now();
    await watch.ended(await api.submit(submission));
    return performance.now() - startedMs;
  };
  /** `count` Workflows, each submitted as soon as one of those before has ended. @returns how long each took, ms. */
  const runMany = async (count: number) => {
    const took: number[] = [];
    let toSubmit = count;
    const submitter = async () => {
      while ((toSubmit -= 1) >= 0) took.push(await runOne());
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, submitter));
    return took;
  };

  await runMany(WARM_UP);
  const before = await processCost(server.pid);
  const startedMs = performance.now();
  const took = await runMany(WORKFLOWS);
  const elapsedMs = performance.now() - startedMs;
  const after = await processCost(server.pid);
  const cpuMs = before && after && after.cpuMs - before.cpuMs;
  return {
    workflowsPerSecond: (WORKFLOWS / elapsedMs) * 1000,
    submitToEndP50Ms: percentile(took, 0.5),
    submitToEndP99Ms: percentile(took, 0.99),
    ...(cpuMs !== null && { serverCpuPerWorkflowMs: cpuMs / WORKFLOWS }),
  };
}

export const serviceThroughput: Benchmark = {
  name: "service-throughput",
  work: `${WORKFLOWS} one-node Workflows over HTTP, ${IN_FLIGHT} at a time; their service answers at once`,
  durability: "SQLite WAL, fsync per commit",
  notMeasured: "large documents; the client and the service share the machine",
  goals: [{ metric: "workflowsPerSecond", bound: "at least", value: 300 }],
  contenders: [{ name: "gantry", run: runGantry }],
};
