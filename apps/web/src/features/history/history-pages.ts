import type { HistoryEvent } from "@gantry/contracts";

/** Events 1 to n of a Job, without holes. */
export type LoadedHistory = readonly HistoryEvent[];

/** What is loaded and a page that was asked for when it ended where it ends now, or earlier. */
export function appendPage(loaded: LoadedHistory, page: readonly HistoryEvent[]): LoadedHistory {
  const known = loaded.at(-1)?.seq ?? 0;
  return [...loaded, ...page.filter(({ seq }) => seq > known)];
}

/**
 * Joins what was read from the server with what arrived live (`recent` ends at `lastSeq`, or is empty).
 * @returns all events from 1 as far as they are continuous, and from where the server must be asked for more:
 * null when nothing is missing.
 */
export function joinHistory(
  loaded: LoadedHistory,
  recent: readonly HistoryEvent[],
  lastSeq: number,
): { readonly events: LoadedHistory; readonly missingAfterSeq: number | null } {
  const known = loaded.at(-1)?.seq ?? 0;
  const first = recent[0]?.seq ?? Number.POSITIVE_INFINITY;
  if (first > known + 1) return { events: loaded, missingAfterSeq: known < lastSeq ? known : null };
  return { events: appendPage(loaded, recent), missingAfterSeq: null };
}
