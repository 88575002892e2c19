import { type TimeRange, positionPx } from "../timeline/time-range.ts";
import type { LaneBar } from "./lane-bars.ts";

/** What is drawn on a lane: a bar, or many bars that are too small to be told apart at this zoom. */
export type LaneMark =
  | { readonly kind: "bar"; readonly leftPx: number; readonly widthPx: number; readonly bar: LaneBar }
  | { readonly kind: "cluster"; readonly leftPx: number; readonly widthPx: number; readonly count: number };

/** Bars narrower than this that touch each other are drawn as one cluster. */
const CLUSTER_BELOW_PX = 4;
const MIN_BAR_PX = 3;

/** The marks of a lane within `range` on `widthPx`: at most one per few pixels, however many bars there are. */
export function marksOf(bars: readonly LaneBar[], range: TimeRange, widthPx: number, nowMs: number): LaneMark[] {
  const marks: LaneMark[] = [];
  for (let index = firstVisible(bars, range.fromMs); index < bars.length; index += 1) {
    const bar = bars[index];
    if (bar === undefined || bar.startedAtMs > range.toMs) break;
    const leftPx = positionPx(range, widthPx, bar.startedAtMs);
    const rightPx = positionPx(range, widthPx, bar.finishedAtMs ?? nowMs);
    add(marks, { kind: "bar", leftPx, widthPx: Math.max(MIN_BAR_PX, rightPx - leftPx), bar });
  }
  return marks;
}

function add(marks: LaneMark[], mark: Extract<LaneMark, { kind: "bar" }>): void {
  const last = marks.at(-1);
  const mergeable =
    last !== undefined &&
    mark.widthPx < CLUSTER_BELOW_PX &&
    (last.kind === "cluster" || last.widthPx < CLUSTER_BELOW_PX) &&
    mark.leftPx - (last.leftPx + last.widthPx) < 1;
  if (!mergeable) {
    marks.push(mark);
    return;
  }
  marks[marks.length - 1] = {
    kind: "cluster",
    leftPx: last.leftPx,
    widthPx: mark.leftPx + mark.widthPx - last.leftPx,
    count: (last.kind === "cluster" ? last.count : 1) + 1,
  };
}

/** Index of the first bar that has not ended before `fromMs`; bars of a lane end in the order in which they start. */
function firstVisible(bars: readonly LaneBar[], fromMs: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const finishedAtMs = bars[middle]?.finishedAtMs ?? Number.POSITIVE_INFINITY;
    if (finishedAtMs < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
