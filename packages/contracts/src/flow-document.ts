import { z } from "zod";
import { FlowDefinition } from "./flow-definition.ts";

export const FLOW_FORMAT = "gantry-flow/v1";

/** Each Routine is an object that is built, and checked against its class: a thousand take 40 ms of the event loop. */
export const MAX_FLOW_ROUTINES = 1_000;
export const MAX_FLOW_CONNECTIONS = 10_000;

/** A Flow as JSON: everything but its code, which comes from the classes that its Routines name as `implementation`. */
export const FlowDocument = z.object({
  format: z.literal(FLOW_FORMAT, { error: `must be "${FLOW_FORMAT}"` }),
  description: z.string().default(""),
  executionStrategy: z.enum(["sequential", "concurrent"]).default("sequential"),
  /** Limit of each Job, ms; null: none. */
  executionTimeoutMs: z.number().positive().nullable().default(null),
  /** How many Jobs a submission runs that does not say. */
  defaultJobs: z.number().int().positive().default(1),
  definition: FlowDefinition,
});
export type FlowDocument = z.infer<typeof FlowDocument>;
