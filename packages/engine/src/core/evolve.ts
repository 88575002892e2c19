/**
 * evolve: how one HistoryEvent changes a JobState. The only place where a JobState changes.
 *
 * Owns: the meaning of every event kind. Does not own: whether an event may happen (decide does), time, values.
 * The server, recovery, tests and the browser fold with this same function.
 *
 * Invariants
 * E1  `state.seq` is the seq of the last event folded; an event that is not the next one is refused.
 * E2  The fold is deterministic: the same events give the same state, wherever they are folded.
 * E3  A terminal status is final: events that come later (`task_late`) change no status.
 * E4  `counts`, `runningPercent` and each routine's `pending`/`running` equal what counting the Tasks would give.
 * E5  The state given to `evolve` and `evolveAll` is left as it was.
 */
import { isTerminal, type HistoryEvent, type JobState } from "@gantry/contracts";
import { applyJobEvent } from "./apply-job-event.ts";
import { applyMessageEvent } from "./apply-message-event.ts";
import { applyTaskEvent } from "./apply-task-event.ts";
import { createJobState, thaw } from "./job-state.ts";

/**
 * Folds one event. `state` is null before `job_created`.
 * @throws Error when the event is not the next of this Job's history (keeps E1).
 */
export const evolve = (state: JobState | null, event: HistoryEvent): JobState => fold(state, [event], thaw);

/** Folds events in order; cheaper than one at a time, the result is the same. */
export function evolveAll(state: JobState, events: readonly HistoryEvent[]): JobState;
export function evolveAll(state: JobState | null, events: readonly HistoryEvent[]): JobState | null;
export function evolveAll(state: JobState | null, events: readonly HistoryEvent[]): JobState | null {
  return events.length === 0 ? state : fold(state, events, thaw);
}

/** Folds one event into a state that the caller owns, without a copy. The hot path of the runtime. */
export const evolveInPlace = (state: JobState, event: HistoryEvent): void => {
  fold(state, [event], (owned) => owned);
};

function fold(state: JobState | null, events: readonly HistoryEvent[], open: (state: JobState) => JobState): JobState {
  let draft = state === null ? null : open(state);
  for (const event of events) {
    if (event.kind === "job_created") {
      if (draft !== null || event.seq !== 1) throw outOfOrder(draft, event);
      draft = createJobState(event);
      continue;
    }
    if (draft === null || event.seq !== draft.seq + 1 || event.jobId !== draft.jobId) throw outOfOrder(draft, event);
    apply(draft, event);
  }
  if (draft === null) throw new Error("There is nothing to fold: no state and no events");
  return draft;
}

function apply(draft: JobState, event: HistoryEvent): void {
  draft.seq = event.seq;
  if (!isTerminal(draft.status)) draft.updatedAtMs = event.atMs; // keeps E3: late facts do not make an ended Job look alive
  applyJobEvent(draft, event);
  applyTaskEvent(draft, event);
  applyMessageEvent(draft, event);
}

const outOfOrder = (state: JobState | null, event: HistoryEvent): Error =>
  new Error(
    `Event ${event.kind} with seq ${String(event.seq)} of ${event.jobId} does not follow ` +
      (state === null ? "an empty history" : `seq ${String(state.seq)} of ${state.jobId}`),
  );
