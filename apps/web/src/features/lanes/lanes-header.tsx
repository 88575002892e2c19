"use client";

import type { JobState } from "@gantry/contracts";
import Link from "next/link";
import type { ReactNode } from "react";
import { StatusIcon, STATUS_LOOK } from "@/components/shell/status-badge.tsx";
import { CardTitle } from "@/components/ui/card.tsx";
import { formatQuantity } from "@/lib/format.ts";
import type { Lane } from "./lane-bars.ts";
import { jobColour } from "./lane-bar-link.tsx";

export interface LanesHeaderProps {
  readonly jobs: ReadonlyMap<string, JobState>;
  readonly lanes: readonly Lane[];
  readonly maxWorkers: number | null;
  readonly onHighlight: (jobId: string | null) => void;
  /** Buttons at the right. */
  readonly children: ReactNode;
}

/** More Jobs than this have no legend: their bars say whose they are. */
const LEGEND_MAX_JOBS = 12;

/** How many workers are busy, and which colour is which Job; pointing at a Job singles out its bars. */
export function LanesHeader({ jobs, lanes, maxWorkers, onHighlight, children }: LanesHeaderProps) {
  const busy = lanes.filter(({ bars }) => bars.at(-1)?.finishedAtMs === null).length;
  const inOrder = [...jobs.values()].sort((a, b) => a.jobIndex - b.jobIndex);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2">
      <CardTitle>Worker lanes</CardTitle>
      <p className="text-xs text-muted-foreground tabular-nums">
        {maxWorkers === null
          ? `${formatQuantity(busy, "worker")} busy, no limit`
          : `${String(busy)} of ${formatQuantity(maxWorkers, "worker")} busy`}
      </p>
      {inOrder.length <= LEGEND_MAX_JOBS && (
        <ul aria-label="Jobs by colour" className="flex flex-wrap gap-x-1">
          {inOrder.map(({ jobId, jobIndex, status }) => (
            <li key={jobId}>
              <Link
                href={`/jobs/${jobId}`}
                prefetch={false}
                onPointerEnter={() => onHighlight(jobId)}
                onPointerLeave={() => onHighlight(null)}
                onFocus={() => onHighlight(jobId)}
                onBlur={() => onHighlight(null)}
                className="inline-flex h-6 items-center gap-1.5 rounded-md px-1.5 text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
              >
                <span aria-hidden className="size-2 rounded-[3px]" style={{ backgroundColor: jobColour(jobIndex) }} />
                Job {jobIndex + 1}
                <StatusIcon status={status} className="size-3" />
                <span className="sr-only">{STATUS_LOOK[status].word}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="ml-auto">{children}</div>
    </header>
  );
}
