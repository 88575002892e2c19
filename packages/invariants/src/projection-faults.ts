import { isTerminal, type HistoryEvent, type JobState } from "@gantry/contracts";
import { evolveAll, findTask, summarizeJob, workflowStatusOf } from "@gantry/engine/core";
import type { JobEvidence, TaskRow, WorkflowEvidence } from "./evidence.ts";
import type { InvariantFault } from "./invariant.ts";

/** Rows follow history within 250 ms; one that is this far behind has been forgotten. */
const ROW_MAY_LAG_MS = 10_000;

/** I6 for one Job: its row and its Tasks' rows are what the history says at the seq that each of them names. */
export function jobProjectionFaults({ jobId, row, taskRows, events }: JobEvidence, readAtMs: number): InvariantFault[] {
  if (row === null) return [{ invariant: "I1", subject: jobId, message: "lists do not know it" }];
  const folds = foldsAt(events, [row.projectedSeq, ...taskRows.map((each) => each.projectedSeq)]);
  const state = folds.get(row.projectedSeq);
  if (state === undefined) {
    const message = `its row claims seq ${row.projectedSeq}, and its history ends at ${events.length}`;
    return [{ invariant: "I6", subject: jobId, message }];
  }
  return [
    ...differences(jobId, row, summarizeJob(state, row.logCount), row.projectedSeq),
    ...taskRows.flatMap((each) => taskRowFaults(each, folds.get(each.projectedSeq))),
    ...lagFaults(jobId, row.projectedSeq, events, readAtMs),
  ];
}

function taskRowFaults({ task, projectedSeq }: TaskRow, state: JobState | undefined): InvariantFault[] {
  const folded = state === undefined ? undefined : findTask(state, task.taskId);
  if (folded !== undefined) return differences(task.taskId, task, folded, projectedSeq);
  return [{ invariant: "I6", subject: task.taskId, message: `seq ${projectedSeq} of its job knows no such task` }];
}

/** Which fields of a row are not what the fold gives. Compared as they are stored: as JSON, in whatever order of keys. */
function differences(subject: string, row: object, folded: object, seq: number): InvariantFault[] {
  const [kept, expected] = [fieldsOf(row), fieldsOf(folded)];
  const wrong = [...expected.keys()].filter((key) => kept.get(key) !== expected.get(key));
  if (wrong.length === 0) return [];
  const parts = wrong.map((key) => `${key} is ${shortened(kept.get(key))}, not ${shortened(expected.get(key))}`);
  return [{ invariant: "I6", subject, message: `its row at seq ${seq}: ${parts.join("; ")}` }];
}

const fieldsOf = (record: object): Map<string, string> =>
  new Map(Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, sortedJson(value)]])));

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

const shortened = (text: string | undefined): string =>
  text === undefined ? "missing" : text.length > 120 ? `${text.slice(0, 120)}…` : text;

/** The states at these seqs; a seq that the history does not reach has none. */
function foldsAt(events: readonly HistoryEvent[], seqs: readonly number[]): ReadonlyMap<number, JobState> {
  const folds = new Map<number, JobState>();
  let state: JobState | null = null;
  let from = 0;
  for (const seq of [...new Set(seqs)].toSorted((a, b) => a - b)) {
    if (seq > events.length) break;
    state = evolveAll(state, events.slice(from, seq));
    from = seq;
    if (state !== null) folds.set(seq, state);
  }
  return folds;
}

function lagFaults(
  jobId: string,
  projectedSeq: number,
  events: readonly HistoryEvent[],
  readAtMs: number,
): InvariantFault[] {
  const first = events[projectedSeq];
  if (first === undefined || readAtMs - first.atMs < ROW_MAY_LAG_MS) return [];
  const message = `its row stands at seq ${projectedSeq} since ${new Date(first.atMs).toISOString()}, its history at ${events.length}`;
  return [{ invariant: "I6", subject: jobId, message }];
}

/** I1 and I6 for the Workflow's own row: it is there, counts its Jobs, and has ended exactly when they have. */
export function workflowProjectionFaults(
  { workflowId, row, jobs, readAtMs }: WorkflowEvidence,
  states: readonly JobState[],
): InvariantFault[] {
  if (row === null) return [{ invariant: "I1", subject: workflowId, message: "lists do not know it" }];
  const faults: InvariantFault[] = [];
  if (row.jobCount !== jobs.length) {
    const message = `its row counts ${row.jobCount} jobs, ${jobs.length} were acknowledged`;
    faults.push({ invariant: "I1", subject: workflowId, message });
  }
  const counts = { pending: 0, running: 0, paused: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const state of states) counts[state.status] += 1;
  const status = workflowStatusOf(counts);
  const changedAtMs = Math.max(row.createdAtMs, ...states.map((state) => state.updatedAtMs));
  const settled = isTerminal(row.status) || (isTerminal(status) && readAtMs - changedAtMs >= ROW_MAY_LAG_MS);
  if (settled && states.length === jobs.length && row.status !== status) {
    faults.push({
      invariant: "I6",
      subject: workflowId,
      message: `its row says ${row.status}, its jobs say ${status}`,
    });
  }
  return faults;
}
