import type { WorkflowSummary } from "@gantry/contracts";
import Link from "next/link";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { formatPercent, formatQuantity } from "@/lib/format.ts";

export interface WorkflowCardProps {
  readonly workflow: WorkflowSummary;
  readonly isSelected: boolean;
  readonly onSelectedChange: (isSelected: boolean) => void;
}

/** A row of the list on a narrow screen. */
export function WorkflowCard({ workflow, isSelected, onSelectedChange }: WorkflowCardProps) {
  const { workflowId, name, status, progressPercent } = workflow;
  return (
    <div role="cell" className="flex h-full gap-3 px-4 py-3">
      <Checkbox
        aria-label={`Select ${name} ${workflowId}`}
        className="z-10 mt-0.5"
        checked={isSelected}
        onCheckedChange={(checked) => onSelectedChange(checked === true)}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-center gap-3">
          <Link
            href={`/workflows/${workflowId}`}
            className="min-w-0 flex-1 truncate text-[0.8125rem] font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
          >
            {name}
          </Link>
          <StatusBadge status={status} />
        </div>
        <p className="mt-0.5 flex gap-1.5 text-xs text-muted-foreground">
          <span>{formatQuantity(workflow.jobCount, "job")}</span>
          <span aria-hidden>·</span>
          <RelativeTime atMs={workflow.createdAtMs} />
        </p>
        <div className="mt-auto flex items-center gap-2.5">
          <Progress percent={progressPercent} status={status} label={`Progress of ${name}`} />
          <span className="w-9 text-right text-xs text-muted-foreground tabular-nums">
            {formatPercent(progressPercent)}
          </span>
        </div>
      </div>
    </div>
  );
}
