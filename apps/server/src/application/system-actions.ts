import type { WorkflowQueries } from "@gantry/db";
import type { Engine } from "@gantry/engine";
import type { SystemActions } from "./actions.ts";
import type { ThroughputMeter } from "./throughput-meter.ts";

const DAY_MS = 24 * 3_600_000;

export interface SystemActionsOptions {
  readonly version: string;
  readonly store: "embedded" | "postgresql";
  readonly workerSlots: number;
  readonly engine: Engine;
  readonly queries: WorkflowQueries;
  readonly throughput: ThroughputMeter;
  readonly nowMs: () => number;
}

export function createSystemActions(options: SystemActionsOptions): SystemActions {
  const { version, store, workerSlots, engine, queries, throughput, nowMs } = options;
  const startedAtMs = nowMs();
  return {
    async status() {
      const [workflowCounts, failedLastDay] = await Promise.all([
        queries.counts(),
        queries.failedSince(nowMs() - DAY_MS),
      ]);
      return {
        version,
        startedAtMs,
        store,
        runningTasks: engine.runningTasks,
        workerSlots,
        workflowCounts,
        failedLastDay,
        throughput: throughput.read(),
      };
    },
  };
}
