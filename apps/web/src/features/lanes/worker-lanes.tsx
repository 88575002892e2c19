"use client";

import type { JobState } from "@gantry/contracts";
import { useMemo, useState } from "react";
import { useServerNow } from "@/live/index.ts";
import { type HoverAnchor, HoverCard, anchorOf } from "../timeline/hover-card.tsx";
import { RangeToolbar } from "../timeline/range-toolbar.tsx";
import { GridLines, TimeAxis } from "../timeline/time-axis.tsx";
import { useElementWidth } from "../timeline/use-element-width.ts";
import { useRangeGestures } from "../timeline/use-range-gestures.ts";
import { useTimeWindow } from "../timeline/use-time-window.ts";
import { useFixedRows } from "../timeline/use-fixed-rows.ts";
import { BarFacts } from "./bar-facts.tsx";
import { type Lane, type LaneBar, lanesOf } from "./lane-bars.ts";
import { LaneRow } from "./lane-row.tsx";
import { LanesHeader } from "./lanes-header.tsx";
import { useBarFocus } from "./use-bar-focus.ts";
import "./worker-lanes.css";

export interface WorkerLanesProps {
  readonly jobs: ReadonlyMap<string, JobState>;
  /** null: unlimited; there are then as many lanes as were used. */
  readonly maxWorkers: number | null;
  readonly running: boolean;
}

const ROW_HEIGHT_PX = 36;
const GUTTER_PX = 56;
/** Bars that grow are redrawn this often while there are few: smooth to the eye. Many are redrawn less often. */
const GROW_EVERY_MS = 50;
const GROW_MS_PER_BAR = 0.6;
const GROW_AT_LEAST_EVERY_MS = 1_000;

/** One lane per worker slot, one bar per attempt: `maxWorkers` as something one sees. */
export function WorkerLanes({ jobs, maxWorkers, running }: WorkerLanesProps) {
  const lanes = useMemo(() => lanesOf(jobs.values(), maxWorkers), [jobs, maxWorkers]);
  const nowMs = useServerNow({ running, everyMs: growEveryMs(lanes) });
  const extent = useMemo(() => extentOf(lanes), [lanes]);
  const originMs = extent?.fromMs ?? nowMs;
  const controls = useTimeWindow({ fromMs: originMs, toMs: running ? nowMs : (extent?.toMs ?? nowMs) });
  const [widthRef, widthPx] = useElementWidth();
  const { scroller, items, totalPx } = useFixedRows({ count: lanes.length, rowPx: ROW_HEIGHT_PX });
  const gestures = useRangeGestures(scroller, controls, { widthPx, insetPx: GUTTER_PX });
  const [shown, setShown] = useState<{ bar: LaneBar; lane: number; anchor: HoverAnchor } | null>(null);
  const [highlightedJobId, setHighlightedJobId] = useState<string | null>(null);
  const { tabbableKey, onKeyDown, noteFocus } = useBarFocus(lanes, (bar) => focusBar(scroller.current, bar));
  const axis = { range: controls.range, widthPx, originMs };
  return (
    <section aria-label="Worker lanes">
      <LanesHeader jobs={jobs} lanes={lanes} maxWorkers={maxWorkers} onHighlight={setHighlightedJobId}>
        <RangeToolbar controls={controls} running={running} />
      </LanesHeader>
      <div className="relative" style={{ paddingLeft: GUTTER_PX }}>
        <div ref={widthRef} className="border-b">
          <TimeAxis {...axis} />
        </div>
      </div>
      <div
        ref={scroller}
        {...gestures}
        onKeyDown={onKeyDown}
        className="relative max-h-[26rem] touch-pan-y overflow-x-hidden overflow-y-auto pb-2"
      >
        <div
          className="pointer-events-none absolute top-0 right-0 min-h-full"
          style={{ left: GUTTER_PX, height: totalPx }}
        >
          <GridLines {...axis} nowMs={running ? nowMs : null} />
        </div>
        <div className="relative" style={{ height: totalPx }}>
          {items.map(({ index, start }) => {
            const lane = lanes[index];
            return lane === undefined ? null : (
              <div
                key={lane.lane}
                className="absolute inset-x-0 flex border-b border-border/50"
                style={{ height: ROW_HEIGHT_PX, transform: `translateY(${String(start)}px)` }}
              >
                <LaneLabel lane={lane.lane} busy={lane.bars.at(-1)?.finishedAtMs === null} />
                <div className="min-w-0 flex-1">
                  <LaneRow
                    lane={lane}
                    range={controls.range}
                    widthPx={widthPx}
                    nowMs={nowMs}
                    highlightedJobId={highlightedJobId}
                    tabbableKey={tabbableKey}
                    onHide={() => setShown(null)}
                    onShow={(bar, number, element) => {
                      setShown({ bar, lane: number, anchor: anchorOf(element) });
                      if (element === document.activeElement) noteFocus(bar);
                    }}
                  />
                </div>
              </div>
            );
          })}
        </div>
      </div>
      {shown !== null && (
        <HoverCard anchor={shown.anchor}>
          <BarFacts bar={shown.bar} lane={shown.lane} originMs={originMs} nowMs={nowMs} />
        </HoverCard>
      )}
    </section>
  );
}

function LaneLabel({ lane, busy }: { readonly lane: number; readonly busy: boolean }) {
  return (
    <span
      className="flex shrink-0 items-center gap-2 pl-4 font-mono text-xs text-muted-foreground tabular-nums"
      style={{ width: GUTTER_PX }}
    >
      <span
        aria-hidden
        className={busy ? "size-1.5 rounded-full bg-status-running" : "size-1.5 rounded-full border border-input"}
      />
      {lane}
    </span>
  );
}

/** From the first start to the last end that is known; null while nothing has started. */
function extentOf(lanes: readonly Lane[]): { readonly fromMs: number; readonly toMs: number } | null {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = 0;
  for (const { bars } of lanes) {
    fromMs = Math.min(fromMs, bars[0]?.startedAtMs ?? Number.POSITIVE_INFINITY);
    toMs = Math.max(toMs, bars.at(-1)?.finishedAtMs ?? bars.at(-1)?.startedAtMs ?? 0);
  }
  return toMs === 0 ? null : { fromMs, toMs };
}

function growEveryMs(lanes: readonly Lane[]): number {
  const bars = lanes.reduce((sum, lane) => sum + lane.bars.length, 0);
  // In steps: the clock starts anew whenever its interval changes.
  return Math.min(GROW_AT_LEAST_EVERY_MS, GROW_EVERY_MS * Math.ceil((1 + bars * GROW_MS_PER_BAR) / GROW_EVERY_MS));
}

function focusBar(root: HTMLElement | null, bar: LaneBar): void {
  const selector = `[data-task="${CSS.escape(bar.taskId)}"][data-attempt="${String(bar.attempt)}"]`;
  root?.querySelector<HTMLElement>(selector)?.focus();
}
