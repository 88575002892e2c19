import { MIN_SPAN_MS, type TimeRange, panRange, spanOf, zoomRange } from "./time-range.ts";

/** fit: all there is. follow: the last `spanMs` before now. free: where somebody left it. */
export type TimeWindow =
  | { readonly kind: "fit" }
  | { readonly kind: "follow"; readonly spanMs: number }
  | { readonly kind: "free"; readonly range: TimeRange };

export type WindowAction =
  | { readonly kind: "fit" }
  | { readonly kind: "follow"; readonly spanMs: number }
  | { readonly kind: "zoom"; readonly shown: TimeRange; readonly factor: number; readonly anchorMs: number }
  | { readonly kind: "pan"; readonly shown: TimeRange; readonly byMs: number };

/** Room left of now, so that bars grow into view rather than against an edge. */
const TRAILING_SHARE = 0.02;

/** What a window shows of `extent`, the time from the first to the last (or the present) moment. */
export function rangeOf(window: TimeWindow, extent: TimeRange): TimeRange {
  const trailingMs = Math.max(MIN_SPAN_MS, spanOf(extent)) * TRAILING_SHARE;
  switch (window.kind) {
    case "fit":
      return { fromMs: extent.fromMs, toMs: Math.max(extent.toMs, extent.fromMs + MIN_SPAN_MS) + trailingMs };
    case "follow":
      return { fromMs: extent.toMs - window.spanMs, toMs: extent.toMs + window.spanMs * TRAILING_SHARE };
    case "free":
      return window.range;
  }
}

export function nextWindow(window: TimeWindow, action: WindowAction): TimeWindow {
  switch (action.kind) {
    case "fit":
      return { kind: "fit" };
    case "follow":
      return { kind: "follow", spanMs: Math.max(MIN_SPAN_MS, action.spanMs) };
    case "pan":
      return { kind: "free", range: panRange(action.shown, action.byMs) };
    case "zoom":
      // Who follows wants to see more or less of the past, but still the present.
      if (window.kind === "follow")
        return { kind: "follow", spanMs: Math.max(MIN_SPAN_MS, window.spanMs * action.factor) };
      return { kind: "free", range: zoomRange(action.shown, action.factor, action.anchorMs) };
  }
}
