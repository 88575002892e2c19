import { isTerminal, type HistoryEvent, type JobState } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { endedTask, endsJob } from "./event-kinds.ts";
import type { InvariantFault } from "./invariant.ts";

/** I3: seq 1, 2, 3 … and nobody else's events in between. */
export function sequenceFaults(jobId: string, events: readonly HistoryEvent[]): InvariantFault[] {
  return events.flatMap((event, index) => {
    const place = index + 1;
    if (event.seq === place && event.jobId === jobId) return [];
    const message = `seq ${event.seq} of ${event.jobId} stands where ${place} belongs`;
    return [{ invariant: "I3", subject: jobId, message }];
  });
}

/** I4: how often the Job and its Tasks ended; once each when the Job has ended, and never twice before. */
export function endingFaults(jobId: string, events: readonly HistoryEvent[]): InvariantFault[] {
  const jobEnds = events.filter(endsJob).length;
  const faults: InvariantFault[] =
    jobEnds <= 1 ? [] : [{ invariant: "I4", subject: jobId, message: `it ended ${jobEnds} times` }];
  for (const [taskId, ends] of endingsByTask(events)) {
    const sound = ends === 1 || (ends === 0 && jobEnds === 0);
    if (!sound) faults.push({ invariant: "I4", subject: taskId, message: `it ended ${ends} times` });
  }
  return faults;
}

/** A Task that was only queued or started counts with 0. */
function endingsByTask(events: readonly HistoryEvent[]): ReadonlyMap<string, number> {
  const endings = new Map<string, number>();
  for (const event of events) {
    if (!("taskId" in event) || event.taskId === null || endsJob(event)) continue;
    endings.set(event.taskId, (endings.get(event.taskId) ?? 0) + (endedTask(event) === null ? 0 : 1));
  }
  return endings;
}

/** I2: what comes after the end of the Job, or of a Task; only a late result may. */
export function transitionFaults(jobId: string, events: readonly HistoryEvent[]): InvariantFault[] {
  const faults: InvariantFault[] = [];
  const ended = new Set<string>();
  for (const event of events) {
    const subjects = "taskId" in event && event.taskId !== null && !endsJob(event) ? [jobId, event.taskId] : [jobId];
    for (const subject of event.kind === "task_late" ? [] : subjects.filter((each) => ended.has(each))) {
      faults.push({ invariant: "I2", subject, message: `${event.kind} (seq ${event.seq}) follows its end` });
    }
    if (endsJob(event)) ended.add(jobId);
    const task = endedTask(event);
    if (task !== null) ended.add(task);
  }
  return faults;
}

/** The Job's state at the end of `events`; `fault` when they cannot be folded, or tell of no ordered course. */
export function foldHistory(
  jobId: string,
  events: readonly HistoryEvent[],
): { readonly state: JobState | null; readonly faults: readonly InvariantFault[] } {
  try {
    const state = evolveAll(null, events);
    const open = state === null ? [] : state.tasks.filter((task) => !isTerminal(task.status));
    const sound = state === null || !isTerminal(state.status) || open.length === 0;
    const message = `it has ended, and ${open.length} of its tasks have not`;
    return { state, faults: sound ? [] : [{ invariant: "I4", subject: jobId, message }] };
  } catch (error) {
    const message = `its history cannot be folded: ${error instanceof Error ? error.message : String(error)}`;
    return { state: null, faults: [{ invariant: "I2", subject: jobId, message }] };
  }
}
