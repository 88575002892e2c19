"use client";

import Link from "next/link";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { formatPercent } from "@/lib/format.ts";
import { RunDuration } from "./run-duration.tsx";
import type { JobRow } from "./job-rows.ts";

export interface JobTableRowProps {
  readonly row: JobRow;
  readonly rowIndex: number;
  readonly topPx: number;
  readonly heightPx: number;
}

export function JobTableRow({ row: { summary, runningRoutines }, rowIndex, topPx, heightPx }: JobTableRowProps) {
  const { jobId, jobIndex, status, progressPercent, taskCounts } = summary;
  const name = `Job ${String(jobIndex + 1)}`;
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      data-testid="job-row"
      data-job={jobId}
      data-status={status}
      className="jobs-table-columns absolute inset-x-0 grid items-center border-b border-border/60 px-4 text-[0.8125rem] transition-colors hover:bg-accent/50"
      style={{ height: heightPx, transform: `translateY(${String(topPx)}px)` }}
    >
      <span role="cell" data-column="Job" className="min-w-0">
        <Link
          href={`/jobs/${jobId}`}
          prefetch={false}
          className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {name}
        </Link>
        <span className="block truncate font-mono text-[0.6875rem] text-muted-foreground">{jobId}</span>
      </span>
      <span role="cell" data-column="Status" className="flex items-center">
        <StatusBadge status={status} />
      </span>
      <span role="cell" data-column="Progress" className="flex items-center gap-2">
        <Progress percent={progressPercent} status={status} label={`Progress of ${name}`} />
        <span className="w-9 shrink-0 text-right text-xs text-muted-foreground tabular-nums">
          {formatPercent(progressPercent)}
        </span>
      </span>
      <span role="cell" data-column="Running now" className="truncate text-xs text-muted-foreground">
        {runningRoutines.length === 0 ? "–" : runningRoutines.join(", ")}
      </span>
      <span role="cell" data-column="Tasks" className="text-xs text-muted-foreground tabular-nums">
        {taskCounts.completed}/{taskCounts.total}
        {taskCounts.failed > 0 && <span className="text-status-failed"> · {taskCounts.failed} failed</span>}
      </span>
      <span role="cell" data-column="Duration" className="text-xs text-muted-foreground tabular-nums">
        <RunDuration startedAtMs={summary.startedAtMs} finishedAtMs={summary.finishedAtMs} />
      </span>
    </div>
  );
}
