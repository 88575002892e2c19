"use client";

import type { JobState, TaskState } from "@gantry/contracts";
import { GanttChart } from "lucide-react";
import { useMemo, useState } from "react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { CardTitle } from "@/components/ui/card.tsx";
import { formatQuantity } from "@/lib/format.ts";
import { useServerNow } from "@/live/index.ts";
import { type HoverAnchor, HoverCard, anchorOf } from "./hover-card.tsx";
import { RangeToolbar } from "./range-toolbar.tsx";
import { SegmentFacts } from "./segment-facts.tsx";
import type { TaskSegment } from "./task-segments.ts";
import { TaskRow } from "./task-row.tsx";
import { GridLines, TimeAxis } from "./time-axis.tsx";
import "./task-timeline.css";
import { TimelineLegend } from "./timeline-legend.tsx";
import { useElementWidth } from "./use-element-width.ts";
import { useRangeGestures } from "./use-range-gestures.ts";
import { useTimeWindow } from "./use-time-window.ts";
import { useFixedRows } from "./use-fixed-rows.ts";

export interface TaskTimelineProps {
  readonly job: JobState;
  readonly running: boolean;
}

const ROW_HEIGHT_PX = 36;
const GROW_EVERY_MS = 50;

/** A Gantt chart of one Job: a row per Task, with what it waited for, each attempt, and each wait for a retry. */
export function TaskTimeline({ job, running }: TaskTimelineProps) {
  const tasks = useMemo(() => byBeginning(job.tasks), [job.tasks]);
  const nowMs = useServerNow({ running, everyMs: GROW_EVERY_MS });
  const originMs = job.startedAtMs ?? job.createdAtMs;
  const controls = useTimeWindow({
    fromMs: originMs,
    toMs: running ? Math.max(nowMs, originMs) : (job.finishedAtMs ?? job.updatedAtMs),
  });
  const [widthRef, widthPx] = useElementWidth();
  const [gutterRef, gutterPx] = useElementWidth();
  const { scroller, items, totalPx } = useFixedRows({ count: tasks.length, rowPx: ROW_HEIGHT_PX });
  const gestures = useRangeGestures(scroller, controls, { widthPx, insetPx: gutterPx });
  const [shown, setShown] = useState<{ task: TaskState; segment: TaskSegment; anchor: HoverAnchor } | null>(null);
  const axis = { range: controls.range, widthPx, originMs };
  if (tasks.length === 0) {
    return (
      <EmptyState
        icon={GanttChart}
        title="Nothing has been queued yet"
        description="A row appears here for each Task as soon as it is created."
      />
    );
  }
  return (
    <section aria-label="Timeline">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2">
        <CardTitle>Timeline</CardTitle>
        <p className="text-xs text-muted-foreground">{formatQuantity(tasks.length, "task")}</p>
        <TimelineLegend />
        <div className="ml-auto">
          <RangeToolbar controls={controls} running={running} />
        </div>
      </header>
      <div className="task-timeline-columns grid border-b">
        <span ref={gutterRef} />
        <div ref={widthRef}>
          <TimeAxis {...axis} />
        </div>
      </div>
      <div
        ref={scroller}
        {...gestures}
        className="relative max-h-[36rem] touch-pan-y overflow-x-hidden overflow-y-auto pb-2"
      >
        <div
          className="pointer-events-none absolute top-0 right-0 min-h-full"
          style={{ left: gutterPx, height: totalPx }}
        >
          <GridLines {...axis} nowMs={running ? nowMs : null} />
        </div>
        <ol className="relative" style={{ height: totalPx }} aria-label="Tasks in the order in which they began">
          {items.map(({ index, start }) => {
            const task = tasks[index];
            return task === undefined ? null : (
              <TaskRow
                key={task.taskId}
                task={task}
                topPx={start}
                heightPx={ROW_HEIGHT_PX}
                range={controls.range}
                widthPx={widthPx}
                nowMs={nowMs}
                onShow={(segment, element) => setShown({ task, segment, anchor: anchorOf(element) })}
                onHide={() => setShown(null)}
              />
            );
          })}
        </ol>
      </div>
      {shown !== null && (
        <HoverCard anchor={shown.anchor}>
          <SegmentFacts task={shown.task} segment={shown.segment} originMs={originMs} nowMs={nowMs} />
        </HoverCard>
      )}
    </section>
  );
}

/** As they were queued; what was never queued comes last, in the Flow's order. */
const byBeginning = (tasks: readonly TaskState[]): TaskState[] =>
  tasks.toSorted(
    (a, b) =>
      (a.queuedAtMs ?? Number.MAX_SAFE_INTEGER) - (b.queuedAtMs ?? Number.MAX_SAFE_INTEGER) || a.ordinal - b.ordinal,
  );
