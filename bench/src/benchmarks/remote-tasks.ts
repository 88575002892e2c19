import { setTimeout as delay } from "node:timers/promises";
import { ApiClient, ServerProcess } from "@gantry/e2e/harness";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { startBenchService, type BenchService } from "../systems/bench-service-process.ts";
import { oneNodeSubmission } from "../systems/one-node-blueprint.ts";
import { processCost } from "../systems/process-cost.ts";
import { WorkflowWatch } from "../systems/workflow-watch.ts";

const TASKS = 5_000;
const WORKFLOWS = 5;
const WARM_UP_TASKS = 200;
/** How long the running Tasks are watched: longer than the longest wait between two polls. */
const WATCHED_MS = 10_000;
const PROBE_EVERY_MS = 50;
const LOOK_AGAIN_MS = 20;

/** Resolves once the service holds that many Tasks. */
async function untilHeld(service: BenchService, count: number): Promise<void> {
  while ((await service.counts()).held < count) await delay(LOOK_AGAIN_MS);
}

/** How long the server takes to answer /health, over and over: its event loop as a caller feels it. */
async function probe(url: string, forMs: number): Promise<number[]> {
  const took: number[] = [];
  const endMs = performance.now() + forMs;
  while (performance.now() < endMs) {
    const startedMs = performance.now();
    await (await fetch(`${url}/health`)).arrayBuffer();
    took.push(performance.now() - startedMs);
    await delay(PROBE_EVERY_MS);
  }
  return took;
}

async function runGantry() {
  await using service = await startBenchService();
  await using server = await ServerProcess.start({ LOG_LEVEL: "warn" });
  using watch = await WorkflowWatch.open(server.url);
  const api = new ApiClient(server.url);
  const submit = (jobs: number) => api.submit(oneNodeSubmission("Held", service.port, { jobs }));

  const warmUp = await submit(WARM_UP_TASKS);
  await untilHeld(service, WARM_UP_TASKS);
  const idle = await processCost(server.pid);
  const startedMs = performance.now();
  const ids = await Promise.all(Array.from({ length: WORKFLOWS }, () => submit(TASKS / WORKFLOWS)));
  await untilHeld(service, WARM_UP_TASKS + TASKS);
  const allRunningMs = performance.now() - startedMs;

  await delay(WATCHED_MS); // the waits between polls have grown to what they are for long Tasks
  const [before, { polls }] = await Promise.all([processCost(server.pid), service.counts()]);
  const answers = await probe(server.url, WATCHED_MS);
  const [after, counts] = await Promise.all([processCost(server.pid), service.counts()]);

  const releasedMs = performance.now();
  await service.release();
  await Promise.all([warmUp, ...ids].map((id) => watch.ended(id)));
  return {
    allRunningMs,
    mostConnections: counts.mostConnections,
    pollsPerSecond: ((counts.polls - polls) / WATCHED_MS) * 1000,
    healthP50Ms: percentile(answers, 0.5),
    healthP99Ms: percentile(answers, 0.99),
    ...(idle &&
      before &&
      after && {
        serverCpuPercent: (100 * (after.cpuMs - before.cpuMs)) / WATCHED_MS,
        residentKbPerTask: (after.residentBytes - idle.residentBytes) / 1000 / TASKS,
      }),
    releasedToEndedMs: performance.now() - releasedMs,
  };
}

export const remoteTasks: Benchmark = {
  name: "remote-tasks",
  work: `${TASKS} Tasks that run at one service at the same time, followed by polling; then all are done at once`,
  durability: "SQLite WAL, fsync per commit",
  notMeasured: "many services; slow ones. Resident memory holds garbage that nobody asked V8 to collect yet",
  // 256 calls at once, and the bench's own question for the counts.
  goals: [{ metric: "mostConnections", bound: "at most", value: 257 }],
  contenders: [{ name: "gantry", run: runGantry }],
};
