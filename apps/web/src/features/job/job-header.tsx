"use client";

import { progressPercentOf } from "@gantry/engine/core";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { RunDuration } from "@/features/workflow/run-duration.tsx";
import { formatPercent, formatQuantity } from "@/lib/format.ts";
import { LiveBadge } from "@/live/index.ts";
import { JobActions } from "./job-actions.tsx";
import { JobBreadcrumb } from "./job-breadcrumb.tsx";
import type { JobPresent } from "./use-job.ts";

/** Which Job of which Workflow, its status, progress and actions. */
export function JobHeader({ present: { job, workflow } }: { readonly present: JobPresent }) {
  const percent = progressPercentOf(job);
  return (
    <>
      <PageHeader
        className="mb-4"
        breadcrumb={<JobBreadcrumb job={job} workflow={workflow} />}
        title={`Job ${String(job.jobIndex + 1)}`}
        badge={
          <>
            <StatusBadge status={job.status} />
            <LiveBadge seq={job.seq} />
          </>
        }
        description={
          <>
            <span className="font-mono text-xs">{job.jobId}</span> · {String(job.jobIndex + 1)} of{" "}
            {formatQuantity(workflow.jobCount, "job")} · <RelativeTime atMs={job.createdAtMs} />
          </>
        }
        actions={<JobActions job={job} />}
      />
      <div className="mb-5 flex items-center gap-3 text-xs text-muted-foreground tabular-nums">
        <Progress percent={percent} status={job.status} label="Progress of the job" />
        <span className="shrink-0">{formatPercent(percent)}</span>
        <span className="shrink-0">
          <RunDuration startedAtMs={job.startedAtMs} finishedAtMs={job.finishedAtMs} />
        </span>
      </div>
    </>
  );
}
