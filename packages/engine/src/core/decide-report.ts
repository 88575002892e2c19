import { isTerminal, type TaskState } from "@gantry/contracts";
import { activateDeliveries, deliveriesOf } from "./activate.ts";
import { emissionName } from "./apply-message-event.ts";
import type { CommandOf, Emission } from "./command.ts";
import { findTask } from "./job-state.ts";
import type { Transition } from "./transition.ts";

/** The Task whose running attempt this is; undefined when the attempt is not, or no longer, the current one (keeps D7). */
export function runningTask(transition: Transition, taskId: string, attempt: number): TaskState | undefined {
  const task = findTask(transition.state, taskId);
  return task?.status === "running" && task.attempts.at(-1)?.attempt === attempt ? task : undefined;
}

export function reportProgress(transition: Transition, command: CommandOf<"report_progress">): void {
  const { type: _, detail, ...report } = command;
  if (!runningTask(transition, report.taskId, report.attempt)) return;
  transition.record({ kind: "task_progressed", ...report, ...(detail ? { detail } : {}) });
}

export function emit(transition: Transition, command: CommandOf<"emit">): void {
  const task = runningTask(transition, command.taskId, command.attempt);
  if (task) recordEmission(transition, task, command.emission);
}

/** Records an emission and queues what it activates, unless an earlier attempt did (keeps D5). */
export function recordEmission(transition: Transition, task: TaskState, { event, key, data }: Emission): void {
  if (isTerminal(transition.state.status)) return; // one emission before it went over the task limit
  const current = findTask(transition.state, task.taskId) ?? task;
  const earlier = current.recorded[emissionName(event, key)] ?? 0;
  if (isRepeat(key, earlier)) return;
  const deliveries = deliveriesOf(transition, task.routine, event);
  transition.record({ kind: "emitted", taskId: task.taskId, routine: task.routine, event, key, data, deliveries });
  activateDeliveries(transition, deliveries, data);
}

const isRepeat = (key: string, recorded: number): boolean =>
  key.startsWith("#") ? Number(key.slice(1)) <= recorded : recorded > 0;

export function setData(transition: Transition, { taskId, attempt, data }: CommandOf<"set_data">): void {
  const task = runningTask(transition, taskId, attempt);
  if (!task || data.write <= (task.recorded[`data:${data.key}`] ?? 0)) return;
  transition.record({ kind: "data_set", taskId, routine: task.routine, ...data });
}

export function setStat(transition: Transition, command: CommandOf<"set_stat">): void {
  const { taskId, attempt, name, write, value, change } = command;
  const task = runningTask(transition, taskId, attempt);
  if (!task || write <= (task.recorded[`stat:${name}`] ?? 0)) return;
  transition.record({ kind: "stat_changed", taskId, routine: task.routine, name, write, value, change });
}
