import type { Bar, TimeRange } from "./market-data-adapter.ts";

/** The days of `range` that are not stored, as ranges in order. */
export function findGaps(range: TimeRange, stored: readonly Bar[]): TimeRange[] {
  const known = new Set(stored.map(({ day }) => day));
  const gaps: TimeRange[] = [];
  let from: number | null = null;
  for (let day = range.from; day <= range.to; day += 1) {
    const missing = day < range.to && !known.has(day);
    if (missing) from ??= day;
    else if (from !== null) {
      gaps.push({ from, to: day });
      from = null;
    }
  }
  return gaps;
}

/** The gaps cut into segments of at most `days`: what one request of a provider gives. */
export const toSegments = (gaps: readonly TimeRange[], days: number): TimeRange[] =>
  gaps.flatMap(({ from, to }) =>
    Array.from({ length: Math.ceil((to - from) / days) }, (_, index) => ({
      from: from + index * days,
      to: Math.min(to, from + (index + 1) * days),
    })),
  );

/** Everything that is known, one bar per day, in order. A loaded bar replaces a stored one. */
export function combine(stored: readonly Bar[], segments: readonly (readonly Bar[])[], range: TimeRange): Bar[] {
  const byDay = new Map(stored.map((bar) => [bar.day, bar]));
  for (const bar of segments.flat()) byDay.set(bar.day, bar);
  return [...byDay.values()].filter(({ day }) => day >= range.from && day < range.to).sort((a, b) => a.day - b.day);
}
