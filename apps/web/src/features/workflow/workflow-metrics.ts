import { type FlowDefinition, type JobState, type TaskState, isTerminal } from "@gantry/contracts";
import { peakConcurrency, type Span } from "@gantry/engine/core";
import { type CriticalPath, criticalPathOf } from "./critical-path.ts";

/** How well a Workflow used its workers, so far or in the end. Times in ms. */
export interface WorkflowMetrics {
  /** From the first Job's start until the last one's end, or until now. */
  readonly makespanMs: number;
  /** What perfect scheduling of the same work could have reached: never above `makespanMs` except by rounding. */
  readonly idealMakespanMs: number;
  /** Time all attempts ran, summed; without those that a crash cut off. */
  readonly busyMs: number;
  /** Share of the worker time that was used, 0-100; null without a limit of workers. */
  readonly utilisationPercent: number | null;
  readonly peakConcurrency: number;
  /** Mean time a Task that has started waited for a worker. */
  readonly meanWaitMs: number;
  /** The longest chain of the slowest Job; null in a Flow with a loop. */
  readonly criticalPath: CriticalPath | null;
}

export interface MetricsInput {
  readonly jobs: Iterable<JobState>;
  readonly flow: Pick<FlowDefinition, "routines" | "connections">;
  readonly maxWorkers: number | null;
  readonly nowMs: number;
}

/** @returns null while no Job has started. */
export function workflowMetrics({ jobs: given, flow, maxWorkers, nowMs }: MetricsInput): WorkflowMetrics | null {
  const jobs = [...given];
  const starts = jobs.flatMap(({ startedAtMs }) => (startedAtMs === null ? [] : [startedAtMs]));
  if (starts.length === 0) return null;
  const ended = jobs.every(({ status }) => isTerminal(status));
  const endMs = ended ? Math.max(...jobs.map(({ finishedAtMs }) => finishedAtMs ?? 0)) : nowMs;
  const makespanMs = Math.max(0, endMs - starts.reduce((a, b) => Math.min(a, b)));
  const spans = jobs.flatMap(({ tasks }) => tasks.flatMap((task) => spansOf(task, nowMs)));
  const busyMs = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const criticalPath = slowestPath(jobs, flow, nowMs);
  return {
    makespanMs,
    idealMakespanMs: Math.max(maxWorkers === null ? 0 : busyMs / maxWorkers, criticalPath?.durationMs ?? 0),
    busyMs,
    utilisationPercent:
      maxWorkers === null || makespanMs === 0 ? null : Math.min(100, (100 * busyMs) / (maxWorkers * makespanMs)),
    peakConcurrency: peakConcurrency(spans),
    meanWaitMs: meanWait(jobs),
    criticalPath,
  };
}

/** Attempts that were lost with their process are left out: they end when that was noticed, not when they stopped. */
const spansOf = (task: TaskState, nowMs: number): Span[] =>
  task.attempts
    .filter(({ lost }) => !lost)
    .map(({ startedAtMs, finishedAtMs }) => ({
      startMs: startedAtMs,
      endMs: Math.max(startedAtMs, finishedAtMs ?? nowMs),
    }));

function meanWait(jobs: readonly JobState[]): number {
  const waits = jobs.flatMap(({ tasks }) =>
    tasks.flatMap(({ queuedAtMs, startedAtMs }) =>
      queuedAtMs === null || startedAtMs === null ? [] : [startedAtMs - queuedAtMs],
    ),
  );
  return waits.length === 0 ? 0 : waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}

function slowestPath(jobs: readonly JobState[], flow: MetricsInput["flow"], nowMs: number): CriticalPath | null {
  const names = flow.routines.map(({ name }) => name);
  let slowest: CriticalPath | null = null;
  for (const { tasks } of jobs) {
    const busy = new Map<string, number>();
    for (const task of tasks) {
      const taskMs = spansOf(task, nowMs).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
      // Activations of one Routine may run side by side: the longest of them bounds the chain, their sum does not.
      busy.set(task.routine, Math.max(busy.get(task.routine) ?? 0, taskMs));
    }
    const path = criticalPathOf(names, flow.connections, (routine) => busy.get(routine) ?? 0);
    if (path !== null && path.durationMs >= (slowest?.durationMs ?? 0)) slowest = path;
  }
  return slowest;
}
