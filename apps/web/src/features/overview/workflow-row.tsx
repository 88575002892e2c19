"use client";

import { isTerminal, type WorkflowSummary } from "@gantry/contracts";
import Link from "next/link";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { RunTime } from "@/features/workflows/run-time.tsx";
import { formatPercent, formatQuantity } from "@/lib/format.ts";

/** One Workflow in a short list; the whole row is its link. */
export function WorkflowRow({ workflow }: { readonly workflow: WorkflowSummary }) {
  const { workflowId, name, status, jobCount, progressPercent } = workflow;
  return (
    <li
      data-status={status}
      className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-4 py-3 transition-colors hover:bg-accent/50 sm:grid-cols-[minmax(0,1fr)_10rem_6.5rem_4.5rem]"
    >
      <div className="min-w-0">
        <Link
          href={`/workflows/${workflowId}`}
          className="block truncate text-[0.8125rem] font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {name}
        </Link>
        <p className="mt-0.5 truncate text-xs text-muted-foreground">
          <span className="font-mono">{workflowId}</span>
          <span className="mx-1.5" aria-hidden>
            ·
          </span>
          {formatQuantity(jobCount, "job")}
        </p>
      </div>
      <div className="max-sm:order-last max-sm:col-span-2 sm:block">
        {isTerminal(status) ? (
          <p className="text-xs text-muted-foreground max-sm:hidden">
            <RelativeTime atMs={workflow.finishedAtMs ?? workflow.updatedAtMs} />
          </p>
        ) : (
          <div className="flex items-center gap-2.5">
            <Progress percent={progressPercent} status={status} label={`Progress of ${name}`} />
            <span className="w-9 text-right text-xs text-muted-foreground tabular-nums">
              {formatPercent(progressPercent)}
            </span>
          </div>
        )}
      </div>
      <StatusBadge status={status} className="justify-self-start max-sm:justify-self-end" />
      <span className="text-right text-xs text-muted-foreground tabular-nums max-sm:hidden">
        <RunTime workflow={workflow} />
      </span>
    </li>
  );
}
