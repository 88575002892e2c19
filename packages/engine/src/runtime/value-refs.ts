import { isInline, type HistoryEvent, type StoredValue } from "@gantry/contracts";

/** The large values that an event refers to; mostly none. */
export function valueRefsOf(event: HistoryEvent): string[] {
  return valuesIn(event).flatMap((value) => (isInline(value) ? [] : [value.ref]));
}

function valuesIn(event: HistoryEvent): readonly StoredValue[] {
  switch (event.kind) {
    case "job_created":
      return event.entries.map((entry) => entry.value);
    case "task_queued":
      return event.input.kind === "override" ? event.input.parts.map((part) => part.value) : [];
    case "task_completed":
      return event.output ? [event.output] : [];
    case "emitted":
      return [event.data];
    case "data_set":
      return [event.value];
    default:
      return [];
  }
}
