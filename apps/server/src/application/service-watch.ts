import { HealthBoard } from "./health-board.ts";
import { KnownServices } from "./known-services.ts";
import { createServiceActions } from "./service-actions.ts";
import type { ServiceActions } from "./actions.ts";
import type { ServiceActivity } from "./service-activity.ts";
import { askHealth, type HealthCheckOptions } from "./service-health.ts";
import { servicesOf, type WorkflowReader } from "./workflow-reader.ts";

/** A person looks every few seconds; more often a service need not say that it is well. */
const MAX_ANSWER_AGE_MS = 4_000;
/** Services that are asked at once; each asks for one socket and answers within 5 s. */
const CONCURRENT_CHECKS = 16;
/** Workflows that still run are read beside the newest: their services are in use. */
const STILL_RUNNING = 100;

export interface ServiceWatchOptions extends HealthCheckOptions {
  readonly reader: WorkflowReader;
  readonly activity: ServiceActivity;
}

/** The parts behind the services' page, wired: who is named, how they answer, and what runs on them. */
export function createServiceWatch({ reader, client, clock, activity }: ServiceWatchOptions): ServiceActions {
  const known = new KnownServices({
    newest: async (limit) => {
      const origin = "blueprint";
      const pages = [
        await reader.list({ origin, limit }),
        await reader.list({ origin, status: "running", limit: STILL_RUNNING }),
      ];
      return [...new Map(pages.flatMap(({ workflows }) => workflows).map((row) => [row.workflowId, row])).values()];
    },
    servicesOf: async (workflowId) => {
      const record = await reader.findRecord(workflowId);
      return record === null ? [] : servicesOf(record.flow);
    },
    nowMs: () => clock.nowMs(),
  });
  const board = new HealthBoard({
    ask: async (address) => {
      const health = await askHealth(address, { client, clock });
      if (health.ok) activity.answered(address);
      return health;
    },
    nowMs: () => clock.nowMs(),
    maxAgeMs: MAX_ANSWER_AGE_MS,
    concurrency: CONCURRENT_CHECKS,
  });
  return createServiceActions({ known, board, activity, client, clock });
}
