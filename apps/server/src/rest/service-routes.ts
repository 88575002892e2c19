import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { defineRoute, type Route } from "./route.ts";
import { toWire } from "./wire-case.ts";

const Health = z.object({
  ok: z.boolean(),
  latency_ms: z.number().nullable(),
  error: z.string().nullable(),
  version: z.string().nullable(),
  checked_at: z.string(),
});

const Service = z.object({
  address: z.string(),
  container_names: z.array(z.string()),
  workflows: z.array(z.object({ workflow_id: z.string(), name: z.string(), status: z.string() })),
  workflow_count: z.number().int(),
  named_at: z.string(),
  running_tasks: z.number().int(),
  seen_at: z.string().nullable(),
  fault: z.object({ message: z.string(), at: z.string(), workflow_id: z.string(), job_id: z.string() }).nullable(),
  health: Health.nullable(),
});

/** `/services`: who the submissions name, and how they answer. */
export function serviceRoutes(actions: Actions): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/services",
      summary: "The services that the newest workflows name, with their health, asked at most a few seconds ago.",
      scope: "read",
      compatible: false,
      response: z.object({ services: z.array(Service), workflows_read: z.number().int() }),
      handle: async () => toWire(await actions.services.list()),
    }),
  ];
}
