/** What of a batch continues a position. `gapAt` is the first number that does not follow, null when all did. */
export interface Continuation<T> {
  readonly fresh: readonly T[];
  readonly gapAt: number | null;
}

/**
 * Takes from `items` those that continue `last` one by one. Items at or before the position are duplicates and
 * dropped; at the first hole it stops, because folding past a hole would show a state that never was.
 */
export function takeContinuation<T>(last: number, items: readonly T[], numberOf: (item: T) => number): Continuation<T> {
  const fresh: T[] = [];
  let position = last;
  for (const item of items) {
    const number = numberOf(item);
    if (number <= position) continue;
    if (number !== position + 1) return { fresh, gapAt: number };
    fresh.push(item);
    position = number;
  }
  return { fresh, gapAt: null };
}
