"use client";

import type { TaskState } from "@gantry/contracts";
import { StatusIcon, STATUS_LOOK } from "@/components/shell/status-badge.tsx";
import { formatDuration } from "@/lib/format.ts";
import { SegmentBar } from "./segment-bar.tsx";
import { type TaskSegment, taskSegments } from "./task-segments.ts";
import { type TimeRange, positionPx } from "./time-range.ts";

export interface TaskRowProps {
  readonly task: TaskState;
  readonly topPx: number;
  readonly heightPx: number;
  readonly range: TimeRange;
  readonly widthPx: number;
  readonly nowMs: number;
  readonly onShow: (segment: TaskSegment, element: Element) => void;
  readonly onHide: () => void;
}

/** One Task: its name, and its life as stretches on the time line. */
export function TaskRow({ task, topPx, heightPx, range, widthPx, nowMs, onShow, onHide }: TaskRowProps) {
  const segments = taskSegments(task);
  const visible = segments.filter(({ fromMs, toMs }) => fromMs <= range.toMs && (toMs ?? nowMs) >= range.fromMs);
  return (
    <li
      data-testid="task-row"
      data-task={task.taskId}
      data-routine={task.routine}
      data-status={task.status}
      className="task-timeline-columns absolute inset-x-0 grid border-b border-border/50"
      style={{ height: heightPx, transform: `translateY(${String(topPx)}px)` }}
    >
      <span className="flex min-w-0 items-center gap-2 pr-2 pl-4 text-xs">
        <StatusIcon status={task.status} />
        <span className="sr-only">{STATUS_LOOK[task.status].word}:</span>
        <span className="truncate font-medium" title={task.routine}>
          {task.routine}
        </span>
        {task.attempts.length > 1 && (
          <span className="ml-auto shrink-0 text-[0.6875rem] text-muted-foreground tabular-nums">
            ×{task.attempts.length}
          </span>
        )}
      </span>
      <span className="relative overflow-hidden">
        {visible.map((segment) => {
          const leftPx = Math.max(-8, positionPx(range, widthPx, segment.fromMs));
          const rightPx = Math.min(widthPx + 8, positionPx(range, widthPx, segment.toMs ?? nowMs));
          return (
            <SegmentBar
              key={`${segment.kind}-${String(segment.fromMs)}-${segment.kind === "attempt" ? String(segment.attempt.attempt) : ""}`}
              segment={segment}
              label={segment.kind === "attempt" ? formatDuration((segment.toMs ?? nowMs) - segment.fromMs) : ""}
              leftPx={leftPx}
              widthPx={rightPx - leftPx}
              progressPercent={task.progressPercent}
              onShow={onShow}
              onHide={onHide}
            />
          );
        })}
        {task.status === "skipped" && (
          <span className="absolute inset-y-0 left-2 flex items-center text-[0.6875rem] text-muted-foreground">
            Skipped
          </span>
        )}
      </span>
    </li>
  );
}
