"use client";

import { cn } from "@/lib/cn.ts";
import { STATUS_LOOK } from "@/components/shell/status-badge.tsx";
import { OUTCOME_WORD, outcomeStatus } from "./outcome-look.ts";
import type { TaskSegment } from "./task-segments.ts";

export interface SegmentBarProps {
  readonly segment: TaskSegment;
  /** Duration, drawn where there is room. */
  readonly label: string;
  readonly leftPx: number;
  readonly widthPx: number;
  /** Of the running attempt; null where it reports none. */
  readonly progressPercent: number | null;
  readonly onShow: (segment: TaskSegment, element: Element) => void;
  readonly onHide: () => void;
}

const LABEL_MIN_WIDTH_PX = 46;

/** One stretch: thin and dashed while waiting, a bar while an attempt runs. */
export function SegmentBar({ segment, label, leftPx, widthPx, progressPercent, onShow, onHide }: SegmentBarProps) {
  const place = {
    transform: `translateX(${String(leftPx)}px)`,
    width: Math.max(segment.kind === "attempt" ? 3 : 0, widthPx),
  };
  const handlers = {
    onPointerEnter: (event: { currentTarget: Element }) => onShow(segment, event.currentTarget),
    onPointerLeave: onHide,
    onFocus: (event: { currentTarget: Element }) => onShow(segment, event.currentTarget),
    onBlur: onHide,
  };
  if (segment.kind !== "attempt") {
    return (
      <span
        {...handlers}
        data-testid="task-wait"
        data-kind={segment.kind}
        className="absolute inset-y-0 left-0 flex items-center"
        style={place}
      >
        <span className={cn("h-1.5 w-full", segment.kind === "queued" ? "segment-queued" : "segment-retry")} />
      </span>
    );
  }
  const look = STATUS_LOOK[outcomeStatus(segment.outcome)];
  const running = segment.outcome === "running";
  return (
    <button
      type="button"
      {...handlers}
      data-testid="task-attempt"
      data-attempt={segment.attempt.attempt}
      data-status={segment.outcome}
      data-start-ms={segment.fromMs}
      data-end-ms={segment.toMs ?? undefined}
      aria-label={`Attempt ${String(segment.attempt.attempt)}, ${OUTCOME_WORD[segment.outcome]}, ${label}`}
      className={cn(
        "absolute inset-y-1.5 left-0 overflow-hidden rounded-[5px] border border-current/50 text-left focus-visible:z-10 focus-visible:outline-offset-1",
        look.text,
        segment.outcome === "failed" && "segment-failed",
        (segment.outcome === "lost" || segment.outcome === "cancelled") && "border-dashed",
      )}
      style={place}
    >
      <span aria-hidden className={cn("absolute inset-0 opacity-20", look.fill)} />
      {running && progressPercent !== null && (
        <span
          aria-hidden
          className={cn(
            "absolute inset-0 origin-left opacity-25 transition-transform duration-300 ease-out",
            look.fill,
          )}
          style={{ transform: `scaleX(${String(progressPercent / 100)})` }}
        />
      )}
      {widthPx >= LABEL_MIN_WIDTH_PX && (
        <span className="relative pl-1.5 text-[0.6875rem] leading-none font-medium text-foreground tabular-nums">
          {label}
        </span>
      )}
    </button>
  );
}
