import { isTerminal } from "@gantry/contracts";
import { ApiClient, ServerProcess } from "@gantry/e2e/harness";
import type { Benchmark } from "../benchmark.ts";
import { percentile } from "../statistics.ts";
import { openLiveSocket, subscribe } from "../systems/live-socket.ts";

/** Wall clock with a fraction: the history's times come from the same machine. */
const nowMs = () => performance.timeOrigin + performance.now();

/** Watches one Workflow to its end. @returns how old each event was when it arrived, ms. */
async function agesOnArrival(url: string, workflowId: string): Promise<number[]> {
  const socket = openLiveSocket(url);
  try {
    const ages: number[] = [];
    const ended = new Promise<void>((resolve) => {
      socket.on("frame", ({ events, workflows }) => {
        const arrivedMs = nowMs();
        for (const { atMs } of events) ages.push(arrivedMs - atMs);
        if (workflows.some(({ status }) => isTerminal(status))) resolve();
      });
    });
    await subscribe(socket, { scope: "workflow", workflowId, afterSeq: {} });
    await ended;
    return ages;
  } finally {
    socket.disconnect();
  }
}

async function runGantry() {
  await using server = await ServerProcess.start({ LOG_LEVEL: "warn" });
  const api = new ApiClient(server.url);
  const workflowId = await api.submit({ flow: "concurrent-execution-demo", jobs: 8, max_workers: 2 });
  const ages = await agesOnArrival(server.url, workflowId);
  return { receivedP50Ms: percentile(ages, 0.5), receivedP99Ms: percentile(ages, 0.99) };
}

export const liveLatency: Benchmark = {
  name: "live-latency",
  work: "the demo with 8 Jobs: from the moment an event is decided to its arrival at a subscribed client",
  durability: "SQLite WAL; the commit and its fsync are in the figure",
  notMeasured: "painting in a browser; many clients",
  goals: [{ metric: "receivedP99Ms", bound: "at most", value: 5 }],
  contenders: [{ name: "gantry", run: runGantry }],
};
