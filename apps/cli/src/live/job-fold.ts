import type { HistoryEvent, JobCatchUp, JobState } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { takeContinuation } from "./sequence.ts";

export interface JobStep {
  readonly state: JobState | null;
  readonly fresh: readonly HistoryEvent[];
  readonly gap: boolean;
}

/** Folds what continues `state`, with the engine's own `evolve`. */
export function foldEvents(state: JobState | null, events: readonly HistoryEvent[]): JobStep {
  const { fresh, gap } = takeContinuation(state?.seq ?? 0, events, (event) => event.seq);
  return { state: fresh.length === 0 ? state : evolveAll(state, fresh), fresh, gap };
}

/** Brings a Job to the present by what the server answered; a snapshot that was overtaken changes nothing. */
export function foldCatchUp(state: JobState | null, catchUp: JobCatchUp): JobStep {
  if (catchUp.kind === "events") return foldEvents(state, catchUp.events);
  return { state: laterOf(state, catchUp.state), fresh: [], gap: false };
}

export const laterOf = (held: JobState | null, snapshot: JobState): JobState =>
  held !== null && held.seq >= snapshot.seq ? held : snapshot;
