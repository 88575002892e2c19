import type { JobState, TaskState, TaskStatus } from "@gantry/contracts";
import { isTerminal } from "@gantry/contracts";

/** What a Routine does, over one Job or over all Jobs of a Workflow: what its node on the graph shows. */
export interface NodeActivity {
  readonly status: TaskStatus;
  readonly total: number;
  readonly running: number;
  readonly completed: number;
  readonly failed: number;
  /** Share of its work that is done, 0-100. */
  readonly progressPercent: number;
  /** The first start that still matters: of the running attempt, else of the first one. */
  readonly startedAtMs: number | null;
  /** Mean duration of what ended, ms; null when nothing has. */
  readonly meanDurationMs: number | null;
  /** The highest attempt number reached. */
  readonly attempts: number;
  /** What the running Task last said of itself. */
  readonly message: string | null;
}

/** By Routine name. Routines without a Task yet have no entry: they wait for their first message. */
export function nodeActivities(jobs: Iterable<JobState>): Record<string, NodeActivity> {
  const byRoutine = new Map<string, TaskState[]>();
  for (const job of jobs) {
    for (const task of job.tasks) {
      const tasks = byRoutine.get(task.routine);
      if (tasks === undefined) byRoutine.set(task.routine, [task]);
      else tasks.push(task);
    }
  }
  return Object.fromEntries([...byRoutine].map(([routine, tasks]) => [routine, activityOf(tasks)]));
}

function activityOf(tasks: readonly TaskState[]): NodeActivity {
  const running = tasks.filter(({ status }) => status === "running");
  const countOf = (status: TaskStatus): number => tasks.filter((task) => task.status === status).length;
  const durations = tasks.flatMap(({ startedAtMs, finishedAtMs }) =>
    startedAtMs === null || finishedAtMs === null ? [] : [finishedAtMs - startedAtMs],
  );
  const done = tasks.reduce((sum, task) => sum + (isTerminal(task.status) ? 100 : (task.progressPercent ?? 0)), 0);
  return {
    status: statusOf(tasks),
    total: tasks.length,
    running: running.length,
    completed: countOf("completed"),
    failed: countOf("failed"),
    progressPercent: done / tasks.length,
    startedAtMs: (running[0] ?? tasks[0])?.attempts.at(-1)?.startedAtMs ?? null,
    meanDurationMs: durations.length === 0 ? null : durations.reduce((sum, ms) => sum + ms, 0) / durations.length,
    attempts: Math.max(...tasks.map(({ attempts }) => attempts.length)),
    message: running.length === 1 ? (running[0]?.message ?? null) : null,
  };
}

/** The most telling status: what runs, then what failed, then what is still to come, then how it ended. */
function statusOf(tasks: readonly TaskState[]): TaskStatus {
  const has = new Set(tasks.map(({ status }) => status));
  const order: readonly TaskStatus[] = ["running", "failed", "pending", "cancelled", "completed", "skipped"];
  return order.find((status) => has.has(status)) ?? "pending";
}
