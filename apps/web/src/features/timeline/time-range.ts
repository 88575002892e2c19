/** A stretch of time, epoch ms; `toMs` > `fromMs`. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface TimeTick {
  readonly atMs: number;
  /** Time since the origin, in seconds or m:ss. */
  readonly label: string;
}

export const MIN_SPAN_MS = 20;
const TICK_SPACING_PX = 88;
const TICK_STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  1_800_000, 3_600_000, 7_200_000, 21_600_000, 86_400_000,
] as const;

export const spanOf = (range: TimeRange): number => Math.max(1, range.toMs - range.fromMs);

/** Where `atMs` lies on a line of `widthPx` that shows `range`. */
export const positionPx = (range: TimeRange, widthPx: number, atMs: number): number =>
  ((atMs - range.fromMs) / spanOf(range)) * widthPx;

/** `range` made `factor` times as long, around `anchorMs`, which keeps its place. Never shorter than 20 ms. */
export function zoomRange(range: TimeRange, factor: number, anchorMs: number): TimeRange {
  const span = Math.max(MIN_SPAN_MS, spanOf(range) * factor);
  const before = (anchorMs - range.fromMs) / spanOf(range);
  return { fromMs: anchorMs - before * span, toMs: anchorMs + (1 - before) * span };
}

export const panRange = (range: TimeRange, byMs: number): TimeRange => ({
  fromMs: range.fromMs + byMs,
  toMs: range.toMs + byMs,
});

/** Round moments of `range`, about 88 px apart, labelled by their distance from `originMs`. */
export function ticksOf(range: TimeRange, widthPx: number, originMs: number): TimeTick[] {
  const wanted = (spanOf(range) * TICK_SPACING_PX) / Math.max(TICK_SPACING_PX, widthPx);
  const step = TICK_STEPS_MS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / 86_400_000) * 86_400_000;
  const first = Math.ceil((range.fromMs - originMs) / step);
  const last = Math.floor((range.toMs - originMs) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const offsetMs = (first + index) * step;
    return { atMs: originMs + offsetMs, label: offsetLabel(offsetMs, step) };
  });
}

function offsetLabel(offsetMs: number, stepMs: number): string {
  const sign = offsetMs < 0 ? "−" : "";
  const distance = Math.abs(offsetMs);
  if (stepMs < 1_000) return `${sign}${(distance / 1_000).toFixed(stepMs < 10 ? 3 : stepMs < 100 ? 2 : 1)} s`;
  const seconds = Math.round(distance / 1_000);
  if (stepMs < 15_000 && seconds < 120) return `${sign}${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  const clock = `${String(minutes % 60).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  return minutes < 60
    ? `${sign}${String(minutes)}:${clock.slice(3)}`
    : `${sign}${String(Math.floor(minutes / 60))}:${clock}`;
}
