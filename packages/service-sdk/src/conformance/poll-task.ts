import { setTimeout as sleep } from "node:timers/promises";
import { readStatus, type Reading, type TaskStatus } from "./read-answers.ts";
import type { TaskCalls } from "./task-calls.ts";

export interface TaskCourse {
  /** The last answer: an end, `running` when the time was over, or a fault that ended the polling. */
  readonly last: Reading<TaskStatus>;
  /** What was said of the progress, in order. */
  readonly progress: readonly unknown[];
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** Asks for a task's status until it has ended, answers wrongly, or `timeoutMs` are over. */
export async function pollTask(calls: TaskCalls, taskId: string, timeoutMs: number): Promise<TaskCourse> {
  const giveUpAtMs = Date.now() + timeoutMs;
  const progress: unknown[] = [];
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5)) {
    const last = readStatus(await calls.status(taskId));
    if (last.ok) progress.push(last.value.progress);
    if (!last.ok || last.value.status !== "running" || Date.now() + pauseMs > giveUpAtMs) return { last, progress };
    await sleep(pauseMs);
  }
}
