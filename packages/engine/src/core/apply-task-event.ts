import type {
  AttemptState,
  Failure,
  HistoryEvent,
  HistoryEventOf,
  JobState,
  TaskCounts,
  TaskState,
  TaskStatus,
} from "@gantry/contracts";
import { takeWaiting } from "./apply-message-event.ts";
import { slotKey } from "./compiled-flow.ts";
import { findTask, newTask } from "./job-state.ts";

/** The `task_*` kinds: Tasks, their attempts, and the counts that follow them. `draft` is owned by the fold. */
export function applyTaskEvent(draft: JobState, event: HistoryEvent): void {
  switch (event.kind) {
    case "task_queued":
      queue(draft, event);
      return;
    case "task_started":
      start(draft, event);
      return;
    case "task_progressed":
      change(draft, event.taskId, (task) => ({
        ...task,
        progressPercent:
          event.percent === null ? task.progressPercent : Math.max(task.progressPercent ?? 0, event.percent),
        message: event.message ?? task.message,
        ...(event.detail ? { progressDetail: event.detail } : {}),
        acknowledgedAs: event.acknowledgedAs ?? task.acknowledgedAs,
      }));
      return;
    case "task_retry_scheduled":
      change(draft, event.taskId, (task) => ({
        ...task,
        status: "pending",
        waiting: "retry",
        dueAtMs: event.dueAtMs,
        failures: task.failures + (event.lost || event.deferred ? 0 : 1),
        acknowledgedAs: null,
        attempts: closeAttempt(task, event.attempt, {
          finishedAtMs: event.atMs,
          error: event.deferred ? null : event.error,
          lost: event.lost,
        }),
      }));
      return;
    case "task_completed":
      end(draft, event.taskId, "completed", event.atMs, null, {
        output: event.output,
        progressPercent: 100,
      });
      return;
    case "task_failed":
      end(draft, event.taskId, "failed", event.atMs, event.error, { continued: event.continued });
      if (!event.continued) draft.failing ??= { error: event.error, taskId: event.taskId };
      return;
    case "task_skipped":
      end(draft, event.taskId, "skipped", event.atMs, null, { message: event.reason });
      return;
    case "task_cancelled":
      end(draft, event.taskId, "cancelled", event.atMs, null, { cancelReason: event.reason });
      return;
    default: // not a kind of this file, or (task_late) one that changes nothing
  }
}

function queue(draft: JobState, event: HistoryEventOf<"task_queued">): void {
  const planned = draft.tasks[event.ordinal - 1];
  const task = planned ?? newTask(draft.jobId, event.ordinal, event.routine);
  const routine = draft.routines[event.routine];
  if (!planned) {
    draft.counts.total += 1;
    if (routine) draft.routines[event.routine] = { ...routine, pending: routine.pending + 1 };
  }
  replace(draft, task, {
    ...task,
    slot: event.slot,
    waiting: "worker",
    input: event.input,
    queuedAtMs: event.atMs,
  });
  const queued = draft.routines[event.routine];
  if (queued) {
    if (queued.activations === 0) draft.idleRoutines -= 1;
    draft.routines[event.routine] = {
      ...queued,
      queuedAtMs: queued.queuedAtMs ?? event.atMs,
      activations: queued.activations + 1,
    };
  }
  takeWaiting(draft, slotKey(event.routine, event.slot), event.consumes, event.input.kind === "append");
}

function start(draft: JobState, event: HistoryEventOf<"task_started">): void {
  change(draft, event.taskId, (task) => ({
    ...task,
    status: "running",
    waiting: null,
    startedAtMs: task.startedAtMs ?? event.atMs,
    dueAtMs: null,
    progressPercent: null,
    message: null,
    ...(task.progressDetail ? { progressDetail: null } : {}),
    acknowledgedAs: null,
    recorded: { ...task.recorded }, // written in place from now on
    attempts: [
      ...task.attempts,
      {
        attempt: event.attempt,
        lane: event.lane,
        startedAtMs: event.atMs,
        finishedAtMs: null,
        error: null,
        lost: false,
      },
    ],
  }));
  const task = findTask(draft, event.taskId);
  const routine = task && draft.routines[task.routine];
  if (!routine) return;
  draft.routines[task.routine] = {
    ...routine,
    startedAtMs: routine.startedAtMs ?? event.atMs,
    attempts: routine.attempts + 1,
  };
}

type Ending = Partial<Pick<TaskState, "output" | "progressPercent" | "continued" | "message" | "cancelReason">>;

function end(
  draft: JobState,
  taskId: string,
  status: TaskStatus,
  atMs: number,
  error: Failure | null,
  ending: Ending,
): void {
  change(draft, taskId, (task) => ({
    ...task,
    ...ending,
    status,
    waiting: null,
    error,
    finishedAtMs: atMs,
    dueAtMs: null,
    attempts: closeAttempt(task, task.attempts.length, { finishedAtMs: atMs, error, lost: false }),
  }));
  const task = findTask(draft, taskId);
  const routine = task && draft.routines[task.routine];
  if (!routine) return;
  const failed = error ?? routine.error;
  draft.routines[task.routine] = {
    ...routine,
    error: failed,
    finishedAtMs: atMs,
    // One failed activation marks its Routine, even when others of it went well.
    status: routine.running > 0 ? "running" : routine.pending > 0 ? "pending" : failed ? "failed" : status,
  };
}

function closeAttempt(
  task: TaskState,
  attempt: number,
  ending: Pick<AttemptState, "finishedAtMs" | "error" | "lost">,
): AttemptState[] {
  return task.attempts.map((each) =>
    each.attempt === attempt && each.finishedAtMs === null ? { ...each, ...ending } : each,
  );
}

function change(draft: JobState, taskId: string, next: (task: TaskState) => TaskState): void {
  const task = findTask(draft, taskId);
  if (!task) throw new Error(`${draft.jobId} has no task ${taskId}`);
  replace(draft, task, next(task));
}

/** Puts `next` in the place of `previous` and keeps E4. */
function replace(draft: JobState, previous: TaskState, next: TaskState): void {
  draft.tasks[next.ordinal - 1] = next;
  draft.runningPercent += percentOf(next) - percentOf(previous);
  const from = bucketOf(previous);
  const to = bucketOf(next);
  if (from === to) return;
  if (from) draft.counts[from] -= 1;
  if (to) draft.counts[to] += 1;
  const routine = draft.routines[next.routine];
  if (!routine) return;
  const pending = routine.pending + isPending(next) - isPending(previous);
  const running = routine.running + isRunning(next) - isRunning(previous);
  const idle = routine.status === "running" ? "pending" : routine.status;
  draft.routines[next.routine] = { ...routine, pending, running, status: running > 0 ? "running" : idle };
}

const percentOf = (task: TaskState): number => (task.status === "running" ? (task.progressPercent ?? 0) : 0);
const isPending = (task: TaskState): number => (task.status === "pending" ? 1 : 0);
const isRunning = (task: TaskState): number => (task.status === "running" ? 1 : 0);

/** null: pending and waiting for its inputs, which no count names. */
function bucketOf(task: TaskState): Exclude<keyof TaskCounts, "total"> | null {
  if (task.status !== "pending") return task.status;
  return task.waiting === "inputs" ? null : task.waiting === "retry" ? "retrying" : "queued";
}
