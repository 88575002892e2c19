import { FLOW_UNAVAILABLE, isTerminal, type Failure, type HistoryEventOf, type TaskState } from "@gantry/contracts";
import type { CommandOf } from "./command.ts";
import { pauseJob } from "./decide-job.ts";
import { recordEmission, runningTask } from "./decide-report.ts";
import { endPendingTasks, jobFailedReason, reasonOf } from "./end-job.ts";
import { allowedLosses, lastResort, outcomeOfFailure, policyOf, type LastResort } from "./error-policy.ts";
import { mayStartTasks } from "./job-phase.ts";
import { findTask } from "./job-state.ts";
import type { Transition } from "./transition.ts";

/** When a retry is due is for the runtime's timer to say: a clock that jumps must not leave a Task waiting for ever. */
const isReady = (task: TaskState): boolean => task.waiting === "worker" || task.waiting === "retry";

export function startTask(transition: Transition, { taskId, lane }: CommandOf<"start_task">): void {
  const task = findTask(transition.state, taskId);
  if (!task || !mayStartTasks(transition.state) || !isReady(task)) return;
  transition.record({ kind: "task_started", taskId, attempt: task.attempts.length + 1, lane });
}

export function completeTask(transition: Transition, command: CommandOf<"complete_task">): void {
  const { taskId, attempt, output, emissions } = command;
  const task = runningTask(transition, taskId, attempt);
  if (!task) return recordLate(transition, taskId, attempt, "completed", null);
  for (const emission of emissions) recordEmission(transition, task, emission);
  // An emission over the task limit has failed the Job, and with it this Task.
  if (!runningTask(transition, taskId, attempt)) return;
  transition.record({ kind: "task_completed", taskId, attempt, output });
}

export function failTask(transition: Transition, command: CommandOf<"fail_task">): void {
  const { taskId, attempt, error, retryable, jitter } = command;
  const task = runningTask(transition, taskId, attempt);
  if (!task) return recordLate(transition, taskId, attempt, "failed", error);
  if (transition.state.cancelRequest || transition.state.failing) return stopTask(transition, command);
  const outcome = outcomeOfFailure(policyOf(transition.flow, task.routine), task, retryable, jitter);
  if (outcome.kind === "retry") {
    const dueAtMs = transition.atMs + outcome.delayMs;
    transition.record({ kind: "task_retry_scheduled", taskId, attempt, error, dueAtMs, lost: false });
  } else endFailed(transition, command, error, outcome.kind);
}

export function deferTask(transition: Transition, { taskId, attempt, dueAtMs }: CommandOf<"defer_task">): void {
  const error = { code: "deferred", message: "Its handler asked to be run later" };
  putOff(transition, { taskId, attempt, error, dueAtMs });
}

/** The Task is ready again at once, but starts when its Job is resumed. Other running attempts find out for themselves. */
export function suspendTask(transition: Transition, { taskId, attempt, error }: CommandOf<"suspend_task">): void {
  if (runningTask(transition, taskId, attempt)) pauseJob(transition, FLOW_UNAVAILABLE);
  putOff(transition, { taskId, attempt, error, dueAtMs: transition.atMs });
}

/** Back to waiting, with nothing counted against the Task. */
function putOff(
  transition: Transition,
  { taskId, attempt, ...why }: Pick<HistoryEventOf<"task_retry_scheduled">, "taskId" | "attempt" | "error" | "dueAtMs">,
): void {
  if (!runningTask(transition, taskId, attempt)) return;
  if (transition.state.cancelRequest || transition.state.failing) return stopTask(transition, { taskId, attempt });
  transition.record({ kind: "task_retry_scheduled", taskId, attempt, ...why, lost: false, deferred: true });
}

export function loseTask(transition: Transition, command: CommandOf<"lose_task">): void {
  const { taskId, attempt, error } = command;
  const task = runningTask(transition, taskId, attempt);
  if (!task) return;
  if (transition.state.cancelRequest || transition.state.failing) {
    transition.record({ kind: "task_cancelled", taskId, reason: error.message });
    return;
  }
  const losses = task.attempts.filter((each) => each.lost).length;
  if (losses < allowedLosses(transition.flow, task.routine)) {
    transition.record({ kind: "task_retry_scheduled", taskId, attempt, error, dueAtMs: transition.atMs, lost: true });
    return;
  }
  const message = `${error.message} (${String(losses + 1)} times, so it is not tried again)`;
  endFailed(transition, command, { code: "worker_lost", message }, lastResort(policyOf(transition.flow, task.routine)));
}

export function stopTask(
  transition: Transition,
  { taskId, attempt }: Pick<CommandOf<"stop_task">, "taskId" | "attempt">,
): void {
  if (!runningTask(transition, taskId, attempt)) return;
  const { cancelRequest, failing } = transition.state;
  transition.record({
    kind: "task_cancelled",
    taskId,
    reason: cancelRequest?.reason ?? (failing === null ? null : reasonOf(failing.error)),
  });
}

export function reuseTask(transition: Transition, { taskId, output, emissions, data }: CommandOf<"reuse_task">): void {
  const task = findTask(transition.state, taskId);
  if (task?.waiting !== "worker" || !mayStartTasks(transition.state)) return;
  for (const write of data) transition.record({ kind: "data_set", taskId, routine: task.routine, ...write });
  for (const emission of emissions) recordEmission(transition, task, emission);
  if (findTask(transition.state, taskId)?.waiting !== "worker") return;
  transition.record({ kind: "task_completed", taskId, attempt: 0, output });
}

/** The last word on a Task that failed. `stop` takes the Job with it: nothing new starts, what runs is told to stop (see settle). */
function endFailed(
  transition: Transition,
  { taskId, attempt }: Pick<CommandOf<"fail_task">, "taskId" | "attempt">,
  error: Failure,
  strategy: LastResort,
): void {
  if (strategy === "skip") {
    transition.record({ kind: "task_skipped", taskId, reason: error.message });
    return;
  }
  transition.record({ kind: "task_failed", taskId, attempt, error, continued: strategy === "continue" });
  if (strategy === "stop") endPendingTasks(transition, jobFailedReason(error));
}

/** Keeps D3: the result is kept for people to see, once, and changes nothing. */
function recordLate(
  transition: Transition,
  taskId: string,
  attempt: number,
  outcome: "completed" | "failed",
  error: Failure | null,
): void {
  const task = findTask(transition.state, taskId);
  if (task && isTerminal(task.status) && attempt <= task.attempts.length) {
    transition.record({ kind: "task_late", taskId, attempt, outcome, error });
  }
}
