import { isTerminal, type FlowDefinition, type HistoryEvent, type JobState } from "@gantry/contracts";
import { evolve } from "../src/core/index.ts";
import { stateFaults } from "./state-faults.ts";

const JOB_ENDS: ReadonlySet<string> = new Set(["job_completed", "job_failed", "job_cancelled"]);
const TASK_ENDS: ReadonlySet<string> = new Set(["task_completed", "task_failed", "task_skipped", "task_cancelled"]);

/** Everything that a Job's history tells against the engine's promises; [] when it keeps them. Folds every prefix. */
export function historyFaults(events: readonly HistoryEvent[]): string[] {
  const faults: string[] = [];
  let state: JobState | null = null;
  const ended = new Set<string>();
  for (const event of events) {
    const before: JobState | null = state;
    state = evolve(before, event);
    const where = `seq ${String(event.seq)} (${event.kind})`;
    faults.push(...stateFaults(state).map((fault) => `${where}: ${fault}`));
    if (before && isTerminal(before.status) && event.kind !== "task_late")
      faults.push(`${where} follows the job's end`);
    if (before && event.atMs < before.updatedAtMs) faults.push(`${where} goes back in time`);
    if (JOB_ENDS.has(event.kind)) mark("the job");
    if (TASK_ENDS.has(event.kind) && "taskId" in event && event.taskId !== null) mark(event.taskId);

    function mark(what: string): void {
      if (ended.has(what)) faults.push(`${where} ends ${what} again`);
      ended.add(what);
    }
  }
  return faults;
}

/** The most attempts that ran at once over these histories, and the faults of who ran where (S1, S4). */
export function laneFaults(
  histories: readonly (readonly HistoryEvent[])[],
  { maxWorkers }: Pick<FlowDefinition, "maxWorkers">,
): string[] {
  const faults: string[] = [];
  for (const { atMs, running } of occupancy(histories)) {
    if (maxWorkers !== null && running > maxWorkers) faults.push(`${String(running)} tasks ran at ${String(atMs)}`);
  }
  return faults;
}

/** How many attempts ran after each event, in the order of time; at one instant ends come before starts. */
export function occupancy(
  histories: readonly (readonly HistoryEvent[])[],
): { readonly atMs: number; readonly running: number }[] {
  const steps = histories.flatMap((events) => {
    const open = new Set<string>();
    return events.flatMap((event) => {
      if (!("taskId" in event) || event.taskId === null) return [];
      if (event.kind === "task_started") {
        open.add(event.taskId);
        return [{ atMs: event.atMs, by: 1 }];
      }
      const ends = TASK_ENDS.has(event.kind) || event.kind === "task_retry_scheduled";
      return ends && open.delete(event.taskId) ? [{ atMs: event.atMs, by: -1 }] : [];
    });
  });
  steps.sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let running = 0;
  return steps.map(({ atMs, by }) => ({ atMs, running: (running += by) }));
}
