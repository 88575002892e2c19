"use client";

import { type KeyboardEvent, useState } from "react";
import type { Lane, LaneBar } from "./lane-bars.ts";
import { barKey } from "./lane-row.tsx";

const STEPS: Readonly<Record<string, readonly [lane: number, bar: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * One Tab stop for all bars, arrow keys between them: left and right within a lane, up and down to the bar of the
 * next lane that is nearest in time.
 */
export function useBarFocus(lanes: readonly Lane[], focusBar: (bar: LaneBar) => void) {
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const all = lanes.flatMap(({ bars }) => bars);
  const tabbableKey = focusedKey !== null && all.some((bar) => barKey(bar) === focusedKey) ? focusedKey : firstKey(all);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || tabbableKey === null) return;
    event.preventDefault();
    const next = neighbour(lanes, tabbableKey, step);
    if (next === null) return;
    setFocusedKey(barKey(next));
    focusBar(next);
  };
  return { tabbableKey, onKeyDown, noteFocus: (bar: LaneBar) => setFocusedKey(barKey(bar)) };
}

const firstKey = (bars: readonly LaneBar[]): string | null => (bars[0] === undefined ? null : barKey(bars[0]));

function neighbour(lanes: readonly Lane[], key: string, [byLane, byBar]: readonly [number, number]): LaneBar | null {
  const laneIndex = lanes.findIndex(({ bars }) => bars.some((bar) => barKey(bar) === key));
  const lane = lanes[laneIndex];
  const index = lane?.bars.findIndex((bar) => barKey(bar) === key) ?? -1;
  const from = lane?.bars[index];
  if (lane === undefined || from === undefined) return null;
  if (byLane === 0) return lane.bars[index + byBar] ?? null;
  for (let next = laneIndex + byLane; next >= 0 && next < lanes.length; next += byLane) {
    const bars = lanes[next]?.bars ?? [];
    const nearest = bars.toSorted((a, b) => distance(a, from) - distance(b, from))[0];
    if (nearest !== undefined) return nearest;
  }
  return null;
}

const distance = (a: LaneBar, b: LaneBar): number => Math.abs(a.startedAtMs - b.startedAtMs);
