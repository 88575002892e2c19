"use client";

import { CircleX, LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { FocusEvent, PointerEvent } from "react";
import { cn } from "@/lib/cn.ts";
import { formatDuration } from "@/lib/format.ts";
import { OUTCOME_WORD } from "../timeline/outcome-look.ts";
import type { LaneBar } from "./lane-bars.ts";

export interface LaneBarLinkProps {
  readonly bar: LaneBar;
  readonly lane: number;
  readonly leftPx: number;
  readonly widthPx: number;
  readonly nowMs: number;
  readonly dimmed: boolean;
  /** The one bar of all lanes that Tab reaches; arrow keys move from there. */
  readonly tabbable: boolean;
  readonly onShow: (element: Element) => void;
  readonly onHide: () => void;
}

const LABEL_MIN_WIDTH_PX = 44;

export const jobColour = (jobIndex: number): string => `var(--series-${String((jobIndex % 8) + 1)})`;

/** One attempt on its lane: coloured by Job, marked by outcome; leads to the Job. */
export function LaneBarLink({ bar, lane, leftPx, widthPx, nowMs, dimmed, tabbable, onShow, onHide }: LaneBarLinkProps) {
  const ranMs = (bar.finishedAtMs ?? nowMs) - bar.startedAtMs;
  const colour = bar.outcome === "failed" ? "var(--status-failed)" : jobColour(bar.jobIndex);
  const Icon = bar.outcome === "failed" ? CircleX : bar.outcome === "running" ? LoaderCircle : null;
  return (
    <Link
      href={`/jobs/${bar.jobId}`}
      prefetch={false}
      draggable={false}
      tabIndex={tabbable ? 0 : -1}
      data-testid="lane-bar"
      data-job={bar.jobId}
      data-routine={bar.routine}
      data-task={bar.taskId}
      data-attempt={bar.attempt}
      data-status={bar.outcome}
      data-start-ms={bar.startedAtMs}
      data-end-ms={bar.finishedAtMs ?? undefined}
      aria-label={`${bar.routine}, Job ${String(bar.jobIndex + 1)}, attempt ${String(bar.attempt)}, lane ${String(lane)}, ${OUTCOME_WORD[bar.outcome]}, ${formatDuration(ranMs)}`}
      onPointerEnter={(event: PointerEvent) => onShow(event.currentTarget)}
      onPointerLeave={onHide}
      onFocus={(event: FocusEvent) => onShow(event.currentTarget)}
      onBlur={onHide}
      className={cn(
        "absolute inset-y-1 flex items-center gap-1 overflow-hidden rounded-[5px] pl-1.5 text-[0.6875rem] font-medium text-foreground transition-opacity duration-150 hover:brightness-105 focus-visible:z-10 focus-visible:outline-offset-1",
        bar.outcome === "failed" && "lane-bar-hatched",
        (bar.outcome === "lost" || bar.outcome === "cancelled") && "border border-dashed",
        dimmed && "opacity-25",
      )}
      style={{
        transform: `translateX(${String(leftPx)}px)`,
        width: Math.max(3, widthPx - 1),
        backgroundColor: `color-mix(in oklch, ${colour} 24%, var(--card))`,
        borderColor: colour,
        boxShadow: `inset 3px 0 0 ${colour}`,
      }}
    >
      {widthPx >= LABEL_MIN_WIDTH_PX && (
        <>
          {Icon !== null && (
            <Icon
              aria-hidden
              className={cn("size-3 shrink-0", bar.outcome === "running" && "animate-spin [animation-duration:1.6s]")}
            />
          )}
          <span className="truncate">{shortName(bar.routine)}</span>
        </>
      )}
    </Link>
  );
}

const shortName = (routine: string): string => routine.slice(routine.indexOf(":") + 1);
