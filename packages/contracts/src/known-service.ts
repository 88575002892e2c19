import { z } from "zod";
import { WorkflowStatus } from "./status.ts";

const AtMs = z.number().nullable();

/** How a service answered `GET /health` last. Latency in milliseconds; null when it did not answer. */
export const ServiceHealth = z.object({
  ok: z.boolean(),
  latencyMs: z.number().nullable(),
  /** Why it is not well, or does not answer. */
  error: z.string().nullable(),
  /** What the answer's `version` says, if it says anything. */
  version: z.string().nullable(),
  checkedAtMs: z.number(),
});
export type ServiceHealth = z.infer<typeof ServiceHealth>;

/** The last attempt that a service failed. */
export const ServiceFault = z.object({
  message: z.string(),
  atMs: z.number(),
  workflowId: z.string(),
  jobId: z.string(),
});
export type ServiceFault = z.infer<typeof ServiceFault>;

/** A service that submissions name. Its address, `host:port`, is what makes it one. */
export const KnownService = z.object({
  address: z.string(),
  /** The names that it goes by, the newest submission's first. */
  containerNames: z.array(z.string()),
  /** The newest Workflows that name it; `workflowCount` counts all that were looked at. */
  workflows: z.array(z.object({ workflowId: z.string(), name: z.string(), status: WorkflowStatus })),
  workflowCount: z.number().int(),
  /** When a submission named it last. */
  namedAtMs: z.number(),
  /** Attempts of this server that run on it now. */
  runningTasks: z.number().int(),
  /** When it last answered this server: a health check, or a Task that completed. null: not since the server started. */
  seenAtMs: AtMs,
  fault: ServiceFault.nullable(),
  /** null: not asked yet. */
  health: ServiceHealth.nullable(),
});
export type KnownService = z.infer<typeof KnownService>;

/** `workflowsRead`: how many of the newest Workflows the list was read from. */
export const ServiceList = z.object({ services: z.array(KnownService), workflowsRead: z.number().int() });
export type ServiceList = z.infer<typeof ServiceList>;
