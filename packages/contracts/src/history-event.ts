import { z } from "zod";
import { Failure } from "./failure.ts";
import { JsonObject } from "./json.ts";
import { StoredValue } from "./stored-value.ts";

/** One message of a Task's input. `connection` is the index in the Flow's connections; null for a submitted input. */
export const InputPart = z.object({ connection: z.number().int().nullable(), value: StoredValue });
export type InputPart = z.infer<typeof InputPart>;

/**
 * What a Task's handler receives, described rather than copied:
 * `override`: the parts, later keys winning; `append`: per key the list over the Slot's first `count` messages.
 */
export const TaskInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("override"), parts: z.array(InputPart) }),
  z.object({ kind: z.literal("append"), count: z.number().int().nonnegative() }),
]);
export type TaskInput = z.infer<typeof TaskInput>;

/** Where a Job begins: the message that activates an entry Routine's Slot. */
export const JobEntry = z.object({ routine: z.string(), slot: z.string(), value: StoredValue });
export type JobEntry = z.infer<typeof JobEntry>;

/**
 * A message handed to a Slot: straight to a `task` (a `task_queued` follows), into the Slot's `collection`
 * (append; a `task_queued` follows too), or to `wait` there for its set or batch.
 */
export const Delivery = z.object({
  connection: z.number().int(),
  routine: z.string(),
  slot: z.string(),
  into: z.enum(["task", "collection", "wait"]),
});
export type Delivery = z.infer<typeof Delivery>;

const base = { jobId: z.string(), seq: z.number().int().positive(), atMs: z.number() };
const task = { taskId: z.string() };
const attempt = { ...task, attempt: z.number().int().nonnegative() };

const event = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...base, ...shape });

/** One fact about a Job: the closed list of kinds. `seq` = 1, 2, 3 … per Job without gaps; `atMs` epoch milliseconds. */
export const HistoryEvent = z.discriminatedUnion("kind", [
  event("job_created", {
    workflowId: z.string(),
    jobIndex: z.number().int().nonnegative(),
    flowId: z.string(),
    /** The Flow's Routines in order; with `planned`, each has its Task from the start. */
    routines: z.array(z.string()),
    planned: z.boolean(),
    entries: z.array(JobEntry),
    /** The ended Job whose completed Tasks are reused where their inputs are the same. */
    reusesJobId: z.string().nullable(),
    /** The Job that this one works for (a managed operation's child). Absent in histories from before there were any. */
    parentJobId: z.string().nullish(),
  }),
  event("job_started", {}),
  event("job_paused", { reason: z.string().nullable() }),
  event("job_resumed", {}),
  event("job_cancel_requested", { reason: z.string().nullable() }),
  event("job_completed", {}),
  event("job_failed", { error: Failure, taskId: z.string().nullable() }),
  event("job_cancelled", { reason: z.string().nullable() }),

  event("task_queued", {
    ...task,
    ordinal: z.number().int().positive(),
    routine: z.string(),
    slot: z.string(),
    input: TaskInput,
    /** Connections (null: the Job's entry) whose oldest waiting message this activation takes. */
    consumes: z.array(z.number().int().nullable()),
  }),
  /** `lane` is the worker slot taken, from 1. */
  event("task_started", { ...attempt, lane: z.number().int().positive() }),
  /** `acknowledgedAs`: the id under which a service accepted the attempt. */
  event("task_progressed", {
    ...attempt,
    percent: z.number().min(0).max(100).nullable(),
    message: z.string().nullable(),
    acknowledgedAs: z.string().nullable(),
    /** What a managed operation reports beside percent and message (ProgressDetail). */
    detail: JsonObject.nullish(),
  }),
  /**
   * Tried again at `dueAtMs`. It counts as a retry unless the attempt was `lost` (its process died) or `deferred`
   * (`error` says why and is none: its handler asked to be run then, or the code of its Flow was not there).
   */
  event("task_retry_scheduled", {
    ...attempt,
    error: Failure,
    dueAtMs: z.number(),
    lost: z.boolean(),
    deferred: z.boolean().optional(),
  }),
  /** `attempt` 0: nothing ran, the output of an earlier Job was reused. */
  event("task_completed", { ...attempt, output: StoredValue.nullable() }),
  /** `continued`: the Job goes on without it. */
  event("task_failed", { ...attempt, error: Failure, continued: z.boolean() }),
  event("task_skipped", { ...task, reason: z.string() }),
  event("task_cancelled", { ...task, reason: z.string().nullable() }),
  /** A result that came after the Task had ended: kept, shown, and without effect. */
  event("task_late", { ...attempt, outcome: z.enum(["completed", "failed"]), error: Failure.nullable() }),

  /** Identified by (task, event, `key` or ordinal), so that a re-run attempt does not deliver it twice. */
  event("emitted", {
    ...task,
    routine: z.string(),
    event: z.string(),
    key: z.string(),
    data: StoredValue,
    deliveries: z.array(Delivery),
  }),
  /** `write` numbers a Task's writes of one key from 1, so that a re-run attempt does not record them twice. */
  event("data_set", { ...task, routine: z.string(), key: z.string(), write: z.number().int(), value: StoredValue }),
  /** `change` numbers the stat changes of the whole Workflow, so that of several Jobs' values the newest is known. */
  event("stat_changed", {
    ...task,
    routine: z.string(),
    name: z.string(),
    write: z.number().int(),
    value: z.number(),
    change: z.number().int().optional(),
  }),
]);
export type HistoryEvent = z.infer<typeof HistoryEvent>;
export type HistoryEventKind = HistoryEvent["kind"];
export type HistoryEventOf<K extends HistoryEventKind> = Extract<HistoryEvent, { kind: K }>;
