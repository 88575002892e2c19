"use client";

import { useReducer } from "react";
import { type TimeRange, spanOf } from "./time-range.ts";
import { type TimeWindow, nextWindow, rangeOf } from "./time-window.ts";

export interface TimeWindowControls {
  readonly range: TimeRange;
  readonly kind: TimeWindow["kind"];
  readonly fit: () => void;
  /** Keeps the present in view; shows a quarter of what there is, 10 s at least. */
  readonly follow: () => void;
  /** Factors below 1 show less time. The anchor (default: the middle) keeps its place. */
  readonly zoom: (factor: number, anchorMs?: number) => void;
  readonly pan: (byMs: number) => void;
}

const FOLLOW_MIN_SPAN_MS = 10_000;

/** The stretch of time that a view of lanes or Tasks shows, and how it is moved. */
export function useTimeWindow(extent: TimeRange): TimeWindowControls {
  const [window, dispatch] = useReducer(nextWindow, { kind: "fit" });
  const range = rangeOf(window, extent);
  return {
    range,
    kind: window.kind,
    fit: () => dispatch({ kind: "fit" }),
    follow: () => dispatch({ kind: "follow", spanMs: Math.max(FOLLOW_MIN_SPAN_MS, spanOf(extent) / 4) }),
    zoom: (factor, anchorMs = (range.fromMs + range.toMs) / 2) =>
      dispatch({ kind: "zoom", shown: range, factor, anchorMs }),
    pan: (byMs) => dispatch({ kind: "pan", shown: range, byMs }),
  };
}
