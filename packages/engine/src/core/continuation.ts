/** What of a batch continues a position. `gap`: something is missing before the rest. */
export interface Continuation<T> {
  readonly fresh: readonly T[];
  readonly gap: boolean;
}

/**
 * Takes from `items`, which ascend by their number, those that continue `last` one by one. What is at or before the
 * position is a duplicate and dropped; at the first hole it stops, because folding past it would show a state that never
 * was.
 */
export function takeContinuation<T>(last: number, items: readonly T[], numberOf: (item: T) => number): Continuation<T> {
  const fresh: T[] = [];
  let position = last;
  for (const item of items) {
    const number = numberOf(item);
    if (number <= position) continue;
    if (number !== position + 1) return { fresh, gap: true };
    fresh.push(item);
    position = number;
  }
  return { fresh, gap: false };
}
