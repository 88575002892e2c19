import type { HistoryEvent, JobState } from "@gantry/contracts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { evolveInPlace } from "./evolve.ts";

type Body<E> = E extends HistoryEvent ? Omit<E, "jobId" | "seq" | "atMs"> : never;
/** An event as it is decided, before it is numbered and dated. */
export type EventBody = Body<HistoryEvent>;

/** One command at work: records events and folds them at once, so that every later thought sees their effect. */
export interface Transition {
  readonly flow: CompiledFlow;
  /** Owned by the transition; already contains everything recorded. */
  readonly state: JobState;
  readonly atMs: number;
  readonly events: readonly HistoryEvent[];
  record(body: EventBody): void;
}

export function beginTransition(flow: CompiledFlow, state: JobState, atMs: number): Transition {
  const events: HistoryEvent[] = [];
  return {
    flow,
    state,
    atMs,
    events,
    record(body) {
      const event: HistoryEvent = { ...body, jobId: state.jobId, seq: state.seq + 1, atMs };
      evolveInPlace(state, event);
      events.push(event);
    },
  };
}
