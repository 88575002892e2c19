"use client";

import type { HistoryEvent, JobState } from "@gantry/contracts";
import { History } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { Input } from "@/components/ui/input.tsx";
import { Segmented } from "@/components/ui/segmented.tsx";
import { useVirtualRows } from "@/features/timeline/use-virtual-rows.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { formatCount, formatQuantity } from "@/lib/format.ts";
import { EventRow } from "./event-row.tsx";
import { type EventGroup, filterEvents } from "./event-filter.ts";
import { taskIdOfEvent } from "./event-summary.ts";
import { useJobHistory } from "./use-job-history.ts";

const GROUPS = ["all", "job", "tasks", "data", "progress"] as const satisfies readonly EventGroup[];
const GROUP_LABEL: Record<EventGroup, string> = {
  all: "All",
  job: "Job",
  tasks: "Tasks",
  data: "Data",
  progress: "Progress",
};
const ROW_HEIGHT_PX = 34;

export interface HistoryViewProps {
  readonly job: JobState;
  readonly recent: readonly HistoryEvent[];
}

/** Every event of the Job, in order: seq, time, kind, what it says, and its whole payload on request. */
export function HistoryView({ job, recent }: HistoryViewProps) {
  const [group, setGroup] = useQueryState("events", parseAsStringLiteral(GROUPS).withDefault("all"));
  const [search, setSearch] = useQueryState("find", parseAsString.withDefault(""));
  const [openSeqs, setOpenSeqs] = useState<ReadonlySet<number>>(new Set());
  const { events, isLoading, error } = useJobHistory(job.jobId, recent, job.seq);
  const routines = useMemo(() => new Map(job.tasks.map(({ taskId, routine }) => [taskId, routine])), [job.tasks]);
  const routineOf = useCallback((event: HistoryEvent) => routines.get(taskIdOfEvent(event) ?? "") ?? null, [routines]);
  const shown = useMemo(() => filterEvents(events, { group, search }, routineOf), [events, group, search, routineOf]);
  const { scroller, items, totalPx, measure } = useVirtualRows({
    count: shown.length,
    rowPx: ROW_HEIGHT_PX,
    keyOf: (index) => shown[index]?.seq ?? index,
  });
  const toggle = (seq: number): void =>
    setOpenSeqs((open) => new Set(open.has(seq) ? [...open].filter((held) => held !== seq) : [...open, seq]));
  return (
    <section aria-label="History">
      <header className="flex flex-wrap items-center gap-3 border-b px-4 py-2">
        <Segmented
          label="Kinds of events"
          value={group}
          onValueChange={(next) => void setGroup(next)}
          options={GROUPS.map((value) => ({ value, label: GROUP_LABEL[value] }))}
        />
        <Input
          type="search"
          aria-label="Search the history"
          placeholder="Search the history"
          className="w-full sm:w-60"
          value={search}
          onChange={(event) => void setSearch(event.target.value === "" ? null : event.target.value)}
        />
        <p className="ml-auto text-xs text-muted-foreground tabular-nums" role="status">
          {shown.length === events.length
            ? formatQuantity(events.length, "event")
            : `${formatCount(shown.length)} of ${formatQuantity(events.length, "event")}`}
          {isLoading && " · loading…"}
        </p>
      </header>
      {error !== null && (
        <p role="alert" className="border-b px-4 py-2 text-xs text-status-failed">
          {errorMessage(error)}
        </p>
      )}
      {shown.length === 0 && !isLoading ? (
        <EmptyState
          icon={History}
          title="No event matches"
          description="Choose another kind of events, or search for something else."
        />
      ) : (
        <div
          ref={scroller}
          tabIndex={0}
          role="region"
          aria-label="Events"
          className="max-h-[40rem] overflow-y-auto focus-visible:-outline-offset-2"
        >
          <ol className="relative" style={{ height: totalPx }}>
            {items.map(({ index, start, key }) => {
              const event = shown[index];
              return event === undefined ? null : (
                <li
                  key={key}
                  ref={measure}
                  data-index={index}
                  className="absolute inset-x-0"
                  style={{ transform: `translateY(${String(start)}px)` }}
                >
                  <EventRow
                    event={event}
                    routine={routineOf(event)}
                    workflowId={job.workflowId}
                    startedAtMs={job.createdAtMs}
                    open={openSeqs.has(event.seq)}
                    onToggle={toggle}
                  />
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </section>
  );
}
