import type { HistoryEvent, HistoryEventKind } from "@gantry/contracts";
import { eventSummary } from "./event-summary.ts";

/** The kinds, grouped as a person looks for them. */
export const EVENT_GROUPS = {
  all: null,
  job: /^job_/,
  tasks: /^task_(?!progressed)/,
  data: /^(emitted|data_set|stat_changed)$/,
  progress: /^task_progressed$/,
} as const satisfies Record<string, RegExp | null>;
export type EventGroup = keyof typeof EVENT_GROUPS;

export interface EventFilter {
  readonly group: EventGroup;
  /** Case does not matter; looked for in kind, Task, Routine and summary. */
  readonly search: string;
}

/** @returns the events that match, in order; the same array when nothing is filtered. */
export function filterEvents(
  events: readonly HistoryEvent[],
  filter: EventFilter,
  routineOf: (event: HistoryEvent) => string | null,
): readonly HistoryEvent[] {
  const kinds = EVENT_GROUPS[filter.group];
  const wanted = filter.search.trim().toLowerCase();
  if (kinds === null && wanted === "") return events;
  const kindMatches = (kind: HistoryEventKind): boolean => kinds === null || kinds.test(kind);
  return events.filter(
    (event) =>
      kindMatches(event.kind) &&
      (wanted === "" ||
        `${event.kind} ${routineOf(event) ?? ""} ${eventSummary(event)}`.toLowerCase().includes(wanted)),
  );
}
