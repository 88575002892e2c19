"use client";

import { type JobState, isTerminal } from "@gantry/contracts";
import { ScrollText } from "lucide-react";
import { type UIEvent, useEffect } from "react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { useVirtualRows } from "@/features/timeline/use-virtual-rows.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { formatCount, formatQuantity } from "@/lib/format.ts";
import type { LogTail } from "@/live/index.ts";
import { type LogFilter, isUnfiltered } from "./log-filter.ts";
import { LogRow } from "./log-row.tsx";
import { type JobLogs, useJobLogs } from "./use-job-logs.ts";

export interface LogListProps {
  readonly job: JobState;
  readonly tail: LogTail;
  readonly filter: LogFilter;
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
}

const ROW_HEIGHT_PX = 24;
/** Scrolled up further than this, one reads; following would take the place away. */
const LEAVE_BOTTOM_PX = 48;

/** The matching lines, only those in view in the document. */
export function LogList({ job, tail, filter, following, onFollowing }: LogListProps) {
  const logs = useJobLogs(job.jobId, tail, filter);
  const { lines } = logs;
  const { scroller, items, totalPx, scrollToIndex, measure } = useVirtualRows({
    count: lines.length,
    rowPx: ROW_HEIGHT_PX,
    keyOf: (index) => lines[index]?.logSeq ?? index,
  });
  useEffect(() => {
    if (following && lines.length > 0) scrollToIndex(lines.length - 1, "end");
  }, [following, lines.length, scrollToIndex]);
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent<HTMLDivElement>): void => {
    if (following && scrollHeight - scrollTop - clientHeight > LEAVE_BOTTOM_PX) onFollowing(false);
  };
  return (
    <>
      <p role="status" className="border-b bg-muted/30 px-4 py-1.5 text-xs text-muted-foreground tabular-nums">
        {countText(logs, filter)}
        {logs.error !== null && <span className="text-status-failed"> · {errorMessage(logs.error)}</span>}
      </p>
      {lines.length === 0 && !logs.isLoading ? (
        <EmptyState
          icon={ScrollText}
          title={isUnfiltered(filter) ? "Nothing has been logged" : "No line matches"}
          description={
            isUnfiltered(filter)
              ? isTerminal(job.status)
                ? "None of the job's routines wrote a line."
                : "Lines appear here as the job's routines write them."
              : "Choose a lower level, or search for something else."
          }
        />
      ) : (
        <div
          ref={scroller}
          onScroll={onScroll}
          role="log"
          aria-live="off"
          aria-label="Log lines"
          tabIndex={0}
          className="max-h-[40rem] min-h-40 overflow-y-auto py-1 font-mono text-xs focus-visible:-outline-offset-2"
        >
          <div className="relative" style={{ height: totalPx }}>
            {items.map(({ index, start, key }) => {
              const line = lines[index];
              return line === undefined ? null : (
                <div
                  key={key}
                  ref={measure}
                  data-index={index}
                  className="absolute inset-x-0"
                  style={{ transform: `translateY(${String(start)}px)` }}
                >
                  <LogRow line={line} search={filter.search} />
                </div>
              );
            })}
          </div>
        </div>
      )}
    </>
  );
}

function countText({ lines, total, searched, isLoading }: JobLogs, filter: LogFilter): string {
  if (total === null) return "Loading…";
  if (isUnfiltered(filter))
    return isLoading
      ? `${formatCount(lines.length)} of ${formatQuantity(total, "line")}`
      : formatQuantity(total, "line");
  const matches = formatQuantity(lines.length, "match", "matches");
  return isLoading
    ? `${matches} in the first ${formatCount(searched)} of ${formatQuantity(total, "line")}…`
    : `${matches} in ${formatQuantity(total, "line")}`;
}
