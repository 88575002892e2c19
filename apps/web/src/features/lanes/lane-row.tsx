"use client";

import { memo } from "react";
import { formatQuantity } from "@/lib/format.ts";
import type { TimeRange } from "../timeline/time-range.ts";
import type { Lane, LaneBar } from "./lane-bars.ts";
import { LaneBarLink } from "./lane-bar-link.tsx";
import { marksOf } from "./lane-marks.ts";

export interface LaneRowProps {
  readonly lane: Lane;
  readonly range: TimeRange;
  readonly widthPx: number;
  readonly nowMs: number;
  /** Dims the bars of all other Jobs. */
  readonly highlightedJobId: string | null;
  /** Task and attempt of the bar that Tab reaches. */
  readonly tabbableKey: string | null;
  readonly onShow: (bar: LaneBar, lane: number, element: Element) => void;
  readonly onHide: () => void;
}

export const barKey = (bar: LaneBar): string => `${bar.taskId}/${String(bar.attempt)}`;

/** The bars of one worker slot. */
export const LaneRow = memo(function LaneRow(props: LaneRowProps) {
  const { lane, range, widthPx, nowMs, highlightedJobId, tabbableKey, onShow, onHide } = props;
  return (
    <ol
      data-testid="lane"
      data-lane={lane.lane}
      data-status={lane.bars.at(-1)?.finishedAtMs === null ? "running" : "idle"}
      aria-label={`Worker lane ${String(lane.lane)}, ${formatQuantity(lane.bars.length, "task")}`}
      className="relative h-full overflow-hidden"
    >
      {marksOf(lane.bars, range, widthPx, nowMs).map((mark) =>
        mark.kind === "cluster" ? (
          <li
            key={`cluster-${String(mark.leftPx)}`}
            aria-label={`${String(mark.count)} short tasks; zoom in to tell them apart`}
            title={`${String(mark.count)} tasks`}
            className="absolute inset-y-1 rounded-[3px] bg-muted-foreground/45"
            style={{ transform: `translateX(${String(mark.leftPx)}px)`, width: mark.widthPx }}
          />
        ) : (
          <li key={barKey(mark.bar)}>
            <LaneBarLink
              bar={mark.bar}
              lane={lane.lane}
              leftPx={mark.leftPx}
              widthPx={mark.widthPx}
              nowMs={nowMs}
              dimmed={highlightedJobId !== null && mark.bar.jobId !== highlightedJobId}
              tabbable={barKey(mark.bar) === tabbableKey}
              onShow={(element) => onShow(mark.bar, lane.lane, element)}
              onHide={onHide}
            />
          </li>
        ),
      )}
    </ol>
  );
});
