"use client";

import type { TaskState } from "@gantry/contracts";
import { ChevronRight } from "lucide-react";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { cn } from "@/lib/cn.ts";
import { formatDuration, formatPercent, formatTime } from "@/lib/format.ts";
import { useTimeZone } from "@/lib/time-zone.ts";
import { AttemptList } from "./attempt-list.tsx";
import { taskDurationMs, waitingReason } from "./task-times.ts";

export interface RoutineRowProps {
  readonly task: TaskState;
  readonly rowIndex: number;
  readonly nowMs: number;
  readonly open: boolean;
  readonly onToggle: (task: TaskState) => void;
}

/** One Task: state, timestamps, duration, attempts and progress; open, its attempts and errors. */
export function RoutineRow({ task, rowIndex, nowMs, open, onToggle }: RoutineRowProps) {
  const durationMs = taskDurationMs(task, nowMs);
  const note = task.error?.message ?? waitingReason(task, nowMs) ?? (task.status === "running" ? task.message : null);
  const percent = task.status === "completed" ? 100 : task.progressPercent;
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      data-testid="routine-row"
      data-routine={task.routine}
      data-status={task.status}
      className="border-b border-border/60 transition-colors hover:bg-accent/40"
    >
      <div role="presentation" className="routines-columns grid min-h-12 items-center px-4 py-1.5 text-[0.8125rem]">
        <span role="cell" data-column="Routine" className="min-w-0">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => onToggle(task)}
            className="flex w-full min-w-0 items-center gap-1.5 text-left"
          >
            <ChevronRight
              aria-hidden
              className={cn("size-3.5 shrink-0 text-muted-foreground transition-transform", open && "rotate-90")}
            />
            <span className="truncate font-medium">{task.routine}</span>
          </button>
          {note !== null && (
            <span
              className={cn(
                "block truncate pl-5 text-xs",
                task.error === null ? "text-muted-foreground" : "text-status-failed",
              )}
            >
              {note}
            </span>
          )}
        </span>
        <span role="cell" data-column="Status" className="flex items-center">
          <StatusBadge status={task.status} variant="plain" />
        </span>
        <Timestamp column="Queued" atMs={task.queuedAtMs} />
        <Timestamp column="Started" atMs={task.startedAtMs} />
        <Timestamp column="Finished" atMs={task.finishedAtMs} />
        <span role="cell" data-column="Duration" className="text-xs tabular-nums">
          {durationMs === null ? "–" : formatDuration(durationMs)}
        </span>
        <span role="cell" data-column="Attempts" className="text-xs tabular-nums">
          {task.attempts.length}
        </span>
        <span role="cell" data-column="Progress" className="flex items-center gap-2">
          {percent === null ? (
            <span className="text-xs text-muted-foreground">–</span>
          ) : (
            <>
              <Progress
                percent={percent}
                status={task.status === "skipped" ? "cancelled" : task.status}
                label={`Progress of ${task.routine}`}
              />
              <span className="w-9 shrink-0 text-right text-xs text-muted-foreground tabular-nums">
                {formatPercent(percent)}
              </span>
            </>
          )}
        </span>
      </div>
      {open && <AttemptList task={task} nowMs={nowMs} />}
    </div>
  );
}

function Timestamp({
  column,
  atMs,
}: {
  readonly column: "Queued" | "Started" | "Finished";
  readonly atMs: number | null;
}) {
  const zone = useTimeZone();
  return (
    <span
      role="cell"
      data-column={column}
      data-at-ms={atMs ?? undefined}
      className="font-mono text-xs text-muted-foreground tabular-nums"
    >
      {atMs === null ? "–" : <time dateTime={new Date(atMs).toISOString()}>{formatTime(atMs, zone)}</time>}
    </span>
  );
}
