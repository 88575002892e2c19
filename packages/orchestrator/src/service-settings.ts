import { z } from "zod";
import { JsonObject } from "@gantry/contracts";

/** Node's timers fire at once beyond 2^31 - 1 ms; every duration stays below. */
export const MAX_DURATION_MS = 24 * 24 * 3_600_000;

/** How often a running remote task is asked for its status, and how much trouble with that is put up with. */
export const PollingSettings = z.object({
  initialDelayMs: z.number().positive(),
  maxDelayMs: z.number().positive(),
  /** The next wait as a share of the time waited so far: what a result may lag behind. */
  growthRatio: z.number().positive(),
  /** Polls (or output fetches) that may fail in a row; one more fails the attempt. */
  toleratedFailures: z.number().int().nonnegative(),
});
export type PollingSettings = z.infer<typeof PollingSettings>;

/** How one service is called. Durations in ms: of connecting, and of one call from connecting to the answer's last byte. */
export const ServiceCallSettings = z.object({
  connectTimeoutMs: z.number().positive().max(MAX_DURATION_MS),
  callTimeoutMs: z.number().positive().max(MAX_DURATION_MS),
  polling: PollingSettings,
});
export type ServiceCallSettings = z.infer<typeof ServiceCallSettings>;

export const DEFAULT_SERVICE_CALLS: ServiceCallSettings = {
  connectTimeoutMs: 5_000,
  callTimeoutMs: 30_000,
  polling: { initialDelayMs: 50, maxDelayMs: 5_000, growthRatio: 0.2, toleratedFailures: 5 },
};

/** `config` of a Routine that a vertex became: all that its executor needs. */
export const ServiceRoutineConfig = ServiceCallSettings.extend({
  containerName: z.string(),
  operation: z.string(),
  nodeType: z.string(),
  image: z.string(),
  /** `http://host:port`, without a path. */
  baseUrl: z.string(),
  parameters: JsonObject,
});
export type ServiceRoutineConfig = z.infer<typeof ServiceRoutineConfig>;

/** `implementation` of such a Routine. */
export const SERVICE_IMPLEMENTATION = "service-operation";
