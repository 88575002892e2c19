"use client";

import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { formatPercent, formatQuantity } from "@/lib/format.ts";
import { LiveBadge } from "@/live/index.ts";
import { RunDuration } from "./run-duration.tsx";
import type { WorkflowPresent } from "./use-workflow.ts";
import { WorkflowActions } from "./workflow-actions.tsx";

/** Name, status, progress and actions of a Workflow. */
export function WorkflowHeader({ present }: { readonly present: WorkflowPresent }) {
  const { summary, seq } = present;
  const workers = summary.maxWorkers === null ? "unlimited workers" : formatQuantity(summary.maxWorkers, "worker");
  return (
    <>
      <PageHeader
        className="mb-4"
        breadcrumb={
          <Link href="/workflows" className="hover:text-foreground">
            Workflows
          </Link>
        }
        title={summary.name}
        badge={
          <>
            <StatusBadge status={summary.status} />
            <LiveBadge seq={seq} />
          </>
        }
        description={
          <>
            <span className="font-mono text-xs">{summary.workflowId}</span> · {formatQuantity(summary.jobCount, "job")}{" "}
            on {workers} · <RelativeTime atMs={summary.createdAtMs} />
            {summary.retryOf !== null && (
              <>
                {" · retry of "}
                <Link href={`/workflows/${summary.retryOf}`} className="font-mono text-xs underline underline-offset-4">
                  {summary.retryOf}
                </Link>
              </>
            )}
          </>
        }
        actions={<WorkflowActions present={present} />}
      />
      <div className="mb-6 flex items-center gap-3 text-xs text-muted-foreground tabular-nums">
        <Progress percent={summary.progressPercent} status={summary.status} label="Progress of the workflow" />
        <span className="shrink-0">{formatPercent(summary.progressPercent)}</span>
        <span className="shrink-0">
          <RunDuration startedAtMs={summary.startedAtMs} finishedAtMs={summary.finishedAtMs} />
        </span>
      </div>
    </>
  );
}
