import { z } from "zod";
import { Failure } from "./failure.ts";
import { InputPart, JobEntry, TaskInput } from "./history-event.ts";
import { JsonObject } from "./json.ts";
import { JobStatus, TaskStatus } from "./status.ts";
import { StoredValue } from "./stored-value.ts";

const AtMs = z.number().nullable();

/** One try of a Task. */
export const AttemptState = z.object({
  attempt: z.number().int().positive(),
  lane: z.number().int().positive(),
  startedAtMs: z.number(),
  finishedAtMs: AtMs,
  error: Failure.nullable(),
  lost: z.boolean(),
});
export type AttemptState = z.infer<typeof AttemptState>;

/** Why a pending Task does not run yet: inputs missing, no free worker, or the next retry's time. */
export const Waiting = z.enum(["inputs", "worker", "retry"]);
export type Waiting = z.infer<typeof Waiting>;

export const TaskState = z.object({
  taskId: z.string(),
  /** From 1, in the order the Job's Tasks came to be; `tasks[ordinal - 1]`. */
  ordinal: z.number().int().positive(),
  routine: z.string(),
  slot: z.string().nullable(),
  status: TaskStatus,
  /** null unless `status` is pending. */
  waiting: Waiting.nullable(),
  input: TaskInput.nullable(),
  output: StoredValue.nullable(),
  error: Failure.nullable(),
  /** Why it was cancelled, when somebody said. */
  cancelReason: z.string().nullish(),
  /** The Job went on although this Task failed. */
  continued: z.boolean(),
  queuedAtMs: AtMs,
  startedAtMs: AtMs,
  finishedAtMs: AtMs,
  /** When a waiting retry is due. */
  dueAtMs: AtMs,
  attempts: z.array(AttemptState),
  /** Failed attempts that counted against the retry limit. */
  failures: z.number().int().nonnegative(),
  progressPercent: z.number().nullable(),
  message: z.string().nullable(),
  /** The newest `detail` of the running attempt; absent while there was none. */
  progressDetail: JsonObject.nullish(),
  /** Id under which a service accepted the running attempt. */
  acknowledgedAs: z.string().nullable(),
  /** How many emissions and writes are recorded, by name, so that a re-run attempt does not repeat them. */
  recorded: z.record(z.string(), z.number().int()),
});
export type TaskState = z.infer<typeof TaskState>;

/** What a Slot holds: collected messages (append), and those that wait for their set or batch. */
export const SlotState = z.object({
  messages: z.array(InputPart),
  /** `atMs`: when it came; absent in snapshots from before it was kept. */
  waiting: z.array(InputPart.extend({ atMs: z.number().optional() })),
});
export type SlotState = z.infer<typeof SlotState>;

export const RoutineState = z.object({
  status: TaskStatus,
  /** Its Tasks that wait, and that run. */
  pending: z.number().int(),
  running: z.number().int(),
  queuedAtMs: AtMs,
  startedAtMs: AtMs,
  finishedAtMs: AtMs,
  activations: z.number().int(),
  attempts: z.number().int(),
  emittedCount: z.number().int(),
  error: Failure.nullable(),
});
export type RoutineState = z.infer<typeof RoutineState>;

export const SharedDataEntry = z.object({
  value: StoredValue,
  routine: z.string(),
  taskId: z.string(),
  atMs: z.number(),
  seq: z.number().int(),
});
export type SharedDataEntry = z.infer<typeof SharedDataEntry>;

/** Tasks by where they stand; `queued` and `retrying` are pending Tasks that wait for a worker or for their time. */
export const TaskCounts = z.object({
  total: z.number().int(),
  queued: z.number().int(),
  retrying: z.number().int(),
  running: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  cancelled: z.number().int(),
});
export type TaskCounts = z.infer<typeof TaskCounts>;

/** Why a Job is paused when the code of its Flow is not in the process that should run it: it resumes where it is. */
export const FLOW_UNAVAILABLE = "flow_unavailable";

/** Fold of a Job's history up to `seq`. Plain JSON; times in epoch milliseconds. */
export const JobState = z.object({
  jobId: z.string(),
  workflowId: z.string(),
  jobIndex: z.number().int(),
  flowId: z.string(),
  seq: z.number().int(),
  status: JobStatus,
  planned: z.boolean(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
  startedAtMs: AtMs,
  finishedAtMs: AtMs,
  error: Failure.nullable(),
  /** What a person said, or `FLOW_UNAVAILABLE`. */
  pauseReason: z.string().nullable(),
  cancelRequest: z.object({ reason: z.string().nullable(), atMs: z.number() }).nullable(),
  /** A failure that ends the Job once its running Tasks have stopped. */
  failing: z.object({ error: Failure, taskId: z.string().nullable() }).nullable(),
  entries: z.array(JobEntry),
  reusesJobId: z.string().nullable(),
  parentJobId: z.string().nullish(),
  tasks: z.array(TaskState),
  counts: TaskCounts,
  /** Sum of `progressPercent` over the running Tasks. */
  runningPercent: z.number(),
  /** Routines that no message has reached yet. */
  idleRoutines: z.number().int(),
  /** By `routine.slot`; only Slots that collect or wait. */
  slots: z.record(z.string(), SlotState),
  routines: z.record(z.string(), RoutineState),
  sharedData: z.record(z.string(), SharedDataEntry),
  stats: z.record(z.string(), z.record(z.string(), z.number())),
  /** By Routine and stat, the number of its last change in the Workflow; absent before the first. */
  statChanges: z.record(z.string(), z.record(z.string(), z.number().int())).optional(),
  emittedCount: z.number().int(),
});
export type JobState = z.infer<typeof JobState>;
