import { isTerminal, type HistoryEvent, type HistoryEventKind } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { attemptSpans, peakConcurrency } from "./peak-concurrency.ts";

const JOB_ENDS: ReadonlySet<HistoryEventKind> = new Set(["job_completed", "job_failed", "job_cancelled"]);
const TASK_ENDS: ReadonlySet<HistoryEventKind> = new Set([
  "task_completed",
  "task_failed",
  "task_skipped",
  "task_cancelled",
]);

function seqFaults(events: readonly HistoryEvent[]): string[] {
  return events.flatMap((event, index) =>
    event.seq === index + 1 ? [] : [`${event.jobId}: seq ${event.seq} stands where ${index + 1} belongs`],
  );
}

/** How often each Task ended; a Task that only started counts with 0. */
function endingsByTask(events: readonly HistoryEvent[]): Map<string, number> {
  const endings = new Map<string, number>();
  for (const event of events) {
    if (!("taskId" in event) || event.taskId === null || JOB_ENDS.has(event.kind)) continue;
    endings.set(event.taskId, (endings.get(event.taskId) ?? 0) + (TASK_ENDS.has(event.kind) ? 1 : 0));
  }
  return endings;
}

function terminalFaults(jobId: string, events: readonly HistoryEvent[]): string[] {
  const jobEnds = events.filter((event) => JOB_ENDS.has(event.kind)).length;
  const faults = jobEnds === 1 ? [] : [`${jobId}: ${jobEnds} terminal events`];
  for (const [taskId, ends] of endingsByTask(events)) {
    if (ends !== 1) faults.push(`${jobId}: task ${taskId} has ${ends} terminal events`);
  }
  return faults;
}

function foldFaults(jobId: string, events: readonly HistoryEvent[]): string[] {
  try {
    const state = evolveAll(null, events);
    return state !== null && isTerminal(state.status) ? [] : [`${jobId}: its fold has not ended`];
  } catch (error) {
    return [`${jobId}: cannot be folded: ${String(error)}`];
  }
}

/**
 * What an ended Workflow's histories must not show: a gap or double in seq, a Job or Task without exactly one terminal
 * event, more running at once than allowed, or a fold that has not ended.
 *
 * @returns One sentence per fault; empty when the histories are sound.
 */
export function historyFaults(
  histories: ReadonlyMap<string, readonly HistoryEvent[]>,
  limits: { readonly maxWorkers: number | null },
): string[] {
  const faults: string[] = [];
  for (const [jobId, events] of histories) {
    faults.push(...seqFaults(events), ...terminalFaults(jobId, events));
    faults.push(...foldFaults(jobId, events));
  }
  const peak = peakConcurrency([...histories.values()].flatMap(attemptSpans));
  if (limits.maxWorkers !== null && peak > limits.maxWorkers) {
    faults.push(`${peak} Tasks ran at once, allowed are ${limits.maxWorkers}`);
  }
  return faults;
}
