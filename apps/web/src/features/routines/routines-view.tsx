"use client";

import type { JobState, TaskState } from "@gantry/contracts";
import { Waypoints } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { useVirtualRows } from "@/features/timeline/use-virtual-rows.ts";
import { useServerNow } from "@/live/index.ts";
import { RoutineRow } from "./routine-row.tsx";
import "./routines.css";

const HEADINGS = ["Routine", "Status", "Queued", "Started", "Finished", "Duration", "Attempts", "Progress"] as const;
const ROW_HEIGHT_PX = 48;
const CLOCK_MS = 250;

/** Every Task with its state and its three timestamps; `node` in the URL opens the Routine that the graph selected. */
export function RoutinesView({ job, running }: { readonly job: JobState; readonly running: boolean }) {
  const [selected, setSelected] = useQueryState("node", parseAsString);
  const nowMs = useServerNow({ running, everyMs: CLOCK_MS });
  const { scroller, items, totalPx, measure } = useVirtualRows({
    count: job.tasks.length,
    rowPx: ROW_HEIGHT_PX,
    keyOf: (index) => job.tasks[index]?.taskId ?? index,
  });
  if (job.tasks.length === 0) {
    return (
      <EmptyState
        icon={Waypoints}
        title="No routine has been activated"
        description="Routines appear here when their first message arrives."
      />
    );
  }
  const toggle = ({ routine }: TaskState): void => void setSelected(selected === routine ? null : routine);
  return (
    <div role="table" aria-label="Routines" aria-rowcount={job.tasks.length + 1}>
      <div role="rowgroup">
        <div
          role="row"
          className="routines-columns grid h-9 items-center border-b px-4 text-xs font-medium text-muted-foreground"
        >
          {HEADINGS.map((heading) => (
            <span key={heading} role="columnheader" data-column={heading}>
              {heading}
            </span>
          ))}
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className="max-h-[40rem] overflow-y-auto">
        <div role="presentation" className="relative" style={{ height: totalPx }}>
          {items.map(({ index, start, key }) => {
            const task = job.tasks[index];
            return task === undefined ? null : (
              <div
                key={key}
                ref={measure}
                data-index={index}
                role="presentation"
                className="absolute inset-x-0"
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                <RoutineRow
                  task={task}
                  rowIndex={index + 2}
                  nowMs={nowMs}
                  open={selected === task.routine}
                  onToggle={toggle}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
