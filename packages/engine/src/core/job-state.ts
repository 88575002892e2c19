import type { HistoryEventOf, JobState, TaskCounts, TaskState } from "@gantry/contracts";
import { taskIdOf } from "./task-id.ts";

const noTasks = (): TaskCounts => ({
  total: 0,
  queued: 0,
  retrying: 0,
  running: 0,
  completed: 0,
  failed: 0,
  skipped: 0,
  cancelled: 0,
});

/** A Task before anything happened to it. */
export const newTask = (jobId: string, ordinal: number, routine: string): TaskState => ({
  taskId: taskIdOf(jobId, ordinal),
  ordinal,
  routine,
  slot: null,
  status: "pending",
  waiting: "inputs",
  input: null,
  output: null,
  error: null,
  continued: false,
  queuedAtMs: null,
  startedAtMs: null,
  finishedAtMs: null,
  dueAtMs: null,
  attempts: [],
  failures: 0,
  progressPercent: null,
  message: null,
  acknowledgedAs: null,
  recorded: {},
});

const newRoutine = () => ({
  status: "pending" as const,
  pending: 0,
  running: 0,
  queuedAtMs: null,
  startedAtMs: null,
  finishedAtMs: null,
  activations: 0,
  attempts: 0,
  emittedCount: 0,
  error: null,
});

/** The state that `job_created` begins: entries wait in their Slots, a planned Flow has all its Tasks. */
export function createJobState(event: HistoryEventOf<"job_created">): JobState {
  const state: JobState = {
    jobId: event.jobId,
    workflowId: event.workflowId,
    jobIndex: event.jobIndex,
    flowId: event.flowId,
    seq: event.seq,
    status: "pending",
    planned: event.planned,
    createdAtMs: event.atMs,
    updatedAtMs: event.atMs,
    startedAtMs: null,
    finishedAtMs: null,
    error: null,
    pauseReason: null,
    cancelRequest: null,
    failing: null,
    entries: event.entries,
    reusesJobId: event.reusesJobId,
    parentJobId: event.parentJobId ?? null,
    tasks: [],
    counts: noTasks(),
    runningPercent: 0,
    idleRoutines: event.routines.length,
    slots: {},
    routines: Object.fromEntries(event.routines.map((name) => [name, newRoutine()])),
    sharedData: {},
    stats: {},
    emittedCount: 0,
  };
  for (const entry of event.entries) {
    const key = `${entry.routine}.${entry.slot}`;
    const waiting = state.slots[key]?.waiting ?? [];
    state.slots[key] = {
      messages: [],
      waiting: [...waiting, { connection: null, value: entry.value, atMs: event.atMs }],
    };
  }
  if (event.planned) {
    state.tasks = event.routines.map((routine, index) => newTask(event.jobId, index + 1, routine));
    state.counts.total = state.tasks.length;
    for (const routine of Object.values(state.routines)) routine.pending = 1;
  }
  return state;
}

/**
 * A copy whose containers may be written, so that the original stays as it was: the lists of its Slots and what its running
 * Tasks have recorded too, which grow with every message. Everything else that they hold is only ever replaced. One copy
 * serves a whole batch of events.
 */
export const thaw = (state: JobState): JobState => ({
  ...state,
  tasks: thawTasks(state),
  counts: { ...state.counts },
  slots: thawSlots(state),
  routines: { ...state.routines },
  sharedData: { ...state.sharedData },
  stats: { ...state.stats },
});

/** A Task that stays as it is while the state that it comes from moves on. */
export const thawTask = (task: TaskState): TaskState =>
  task.status === "running" ? { ...task, recorded: { ...task.recorded } } : task;

function thawTasks({ tasks, counts }: JobState): TaskState[] {
  const copy = tasks.slice();
  let running = counts.running;
  for (let index = copy.length - 1; running > 0 && index >= 0; index -= 1) {
    const task = copy[index];
    if (task?.status !== "running") continue;
    copy[index] = thawTask(task);
    running -= 1;
  }
  return copy;
}

function thawSlots({ slots }: JobState): JobState["slots"] {
  const copy: JobState["slots"] = {};
  for (const [key, { messages, waiting }] of Object.entries(slots))
    copy[key] = { messages: messages.slice(), waiting: waiting.slice() };
  return copy;
}

/** The Task with this id; undefined when this Job has none. */
export const findTask = (state: JobState, taskId: string): TaskState | undefined => {
  const task = state.tasks[Number(taskId.slice(taskId.lastIndexOf("_") + 1)) - 1];
  return task?.taskId === taskId ? task : undefined;
};
