import type { HistoryEvent, JobCatchUp, JobState } from "@gantry/contracts";
import { takeContinuation } from "./continuation.ts";
import { evolveAll } from "./evolve.ts";

/** A Job's state after a batch, and the events that were new in it. */
export interface JobFold {
  readonly state: JobState | null;
  readonly fresh: readonly HistoryEvent[];
  readonly gap: boolean;
}

const seqOf = (event: HistoryEvent): number => event.seq;

/** Folds the events that continue `state`, with the engine's own `evolve`; duplicates are dropped, a hole is a gap. */
export function foldEvents(state: JobState | null, events: readonly HistoryEvent[]): JobFold {
  const { fresh, gap } = takeContinuation(state?.seq ?? 0, events, seqOf);
  return { state: fresh.length === 0 ? state : evolveAll(state, fresh), fresh, gap };
}

/** The later of two folds of one Job: a snapshot that was overtaken on its way changes nothing. */
export const laterOf = (held: JobState | null, snapshot: JobState): JobState =>
  held !== null && held.seq >= snapshot.seq ? held : snapshot;

/** Brings a Job to the present by what the server answered. */
export function foldCatchUp(state: JobState | null, catchUp: JobCatchUp): JobFold {
  if (catchUp.kind === "events") return foldEvents(state, catchUp.events);
  return { state: laterOf(state, catchUp.state), fresh: [], gap: false };
}
