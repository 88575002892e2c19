import { z } from "zod";
import { JsonObject } from "./json.ts";

export const MergeStrategy = z.enum(["override", "append", "list", "custom"]);
export type MergeStrategy = z.infer<typeof MergeStrategy>;

/** How long messages wait in a Slot for the rest of their set, ms; null: for as long as more can come. */
const maxWaitMs = z.number().nonnegative().nullable().optional();

/**
 * When a Slot's handler runs: for each message; once all connected sources have delivered their k-th message;
 * or for every `size` messages. With `maxWaitMs` (since the oldest message came) or `quietMs` (since the newest did) it
 * runs by then with what has come, or as soon as nothing more can come.
 */
export const ActivationPolicy = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("each") }),
  z.object({ kind: z.literal("all"), maxWaitMs }),
  z.object({
    kind: z.literal("batch"),
    size: z.number().int().positive(),
    maxWaitMs,
    quietMs: z.number().nonnegative().optional(),
  }),
]);
export type ActivationPolicy = z.infer<typeof ActivationPolicy>;

export const SlotDefinition = z.object({
  name: z.string(),
  mergeStrategy: MergeStrategy,
  activation: ActivationPolicy,
});
export type SlotDefinition = z.infer<typeof SlotDefinition>;

export const EventDefinition = z.object({ name: z.string(), outputParams: z.array(z.string()) });
export type EventDefinition = z.infer<typeof EventDefinition>;

/** What happens when an attempt fails. Delays in milliseconds; the counter is per Task. */
export const ErrorPolicy = z.object({
  strategy: z.enum(["stop", "continue", "skip", "retry"]),
  maxRetries: z.number().int().nonnegative().default(3),
  retryDelayMs: z.number().nonnegative().default(1000),
  backoffFactor: z.number().min(1).default(2),
  /** Share of the delay that is random, 0 (none) to 1. */
  jitterRatio: z.number().min(0).max(1).default(0),
  /** Names or codes of the errors that are tried again (`TypeError`, `ECONNRESET`, `timeout` …); absent: all. */
  retryable: z.array(z.string()).optional(),
  /** What a Task does when its retries are used up. */
  onExhausted: z.enum(["stop", "continue", "skip"]).default("stop"),
});
export type ErrorPolicy = z.infer<typeof ErrorPolicy>;
/** As one writes it: everything but the strategy has a default. */
export type ErrorPolicyOptions = z.input<typeof ErrorPolicy>;

/** Where an attempt runs. */
export const Execution = z.enum(["inline", "thread", "service", "operation"]);
export type Execution = z.infer<typeof Execution>;

export const RoutineDefinition = z.object({
  /** Unique in its Flow. A Blueprint's is `container:operation`. */
  name: z.string(),
  execution: Execution,
  /** The registered class or function behind it; what it means is the executor's business. */
  implementation: z.string(),
  config: JsonObject,
  slots: z.array(SlotDefinition),
  events: z.array(EventDefinition),
  /** Stats that do not begin at nothing. */
  initialStats: z.record(z.string(), z.number()).optional(),
  /** null: the Flow's policy. */
  errorPolicy: ErrorPolicy.nullable(),
  /** Limit of one attempt; null: none. */
  attemptTimeoutMs: z.number().positive().nullable(),
});
export type RoutineDefinition = z.infer<typeof RoutineDefinition>;

/** An Event of one Routine joined to a Slot of another. `paramMapping` renames keys: `{ a: "z" }` delivers `a` as `z`. */
export const ConnectionDefinition = z.object({
  source: z.string(),
  event: z.string(),
  target: z.string(),
  slot: z.string(),
  paramMapping: z.record(z.string(), z.string()).optional(),
});
export type ConnectionDefinition = z.infer<typeof ConnectionDefinition>;

/** The executable graph as data: what a Blueprint or TypeScript code becomes, frozen once validated. */
export const FlowDefinition = z.object({
  flowId: z.string(),
  name: z.string(),
  version: z.string(),
  /** Where its code is: in a Flow that a module exports (absent), or, of one that came as a document, in registered classes. */
  builtFrom: z.literal("document").optional(),
  /** true: all Tasks exist from the Job's start, one per Routine (a Blueprint); false: Tasks come as messages arrive. */
  planned: z.boolean(),
  routines: z.array(RoutineDefinition),
  connections: z.array(ConnectionDefinition),
  errorPolicy: ErrorPolicy,
  /** Running activations over all Jobs of a Workflow; null: unlimited. */
  maxWorkers: z.number().int().positive().nullable(),
  /** A runaway loop fails its Job with a clear reason beyond this many Tasks. */
  maxTasksPerJob: z.number().int().positive(),
});
export type FlowDefinition = z.infer<typeof FlowDefinition>;
