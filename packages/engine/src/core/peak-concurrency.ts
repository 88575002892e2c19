/** Something that lasted from `startMs` to `endMs`. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The most spans at one instant. At equal times an end counts before a start: a worker that is freed and taken again in
 * the same millisecond was never two.
 */
export function peakConcurrency(spans: readonly Span[]): number {
  const changes = spans
    .filter(({ startMs, endMs }) => endMs > startMs)
    .flatMap(({ startMs, endMs }) => [
      { atMs: startMs, by: 1 },
      { atMs: endMs, by: -1 },
    ])
    .sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let running = 0;
  let peak = 0;
  for (const { by } of changes) {
    running += by;
    peak = Math.max(peak, running);
  }
  return peak;
}
