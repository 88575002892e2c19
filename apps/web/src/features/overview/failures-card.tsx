import type { WorkflowSummary } from "@gantry/contracts";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { StatusIcon } from "@/components/shell/status-badge.tsx";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { formatCount } from "@/lib/format.ts";

const SHOWN_COUNT = 6;

export interface FailuresCardProps {
  readonly failures: readonly WorkflowSummary[];
  /** All of the day, also those that are not listed. */
  readonly count: number;
}

/** What failed within a day, and why. */
export function FailuresCard({ failures, count }: FailuresCardProps) {
  return (
    <Card className="min-w-0 overflow-hidden" aria-label="Failures of the last day">
      <CardHeader>
        <CardTitle>Failures of the last day</CardTitle>
        {count > 0 && (
          <Badge variant="danger" className="tabular-nums">
            {formatCount(count)}
          </Badge>
        )}
      </CardHeader>
      {count === 0 ? (
        <p className="flex items-center gap-2 px-4 py-6 text-[0.8125rem] text-muted-foreground">
          <CircleCheck className="size-4 text-status-completed" aria-hidden /> Nothing failed.
        </p>
      ) : (
        <ul className="divide-y">
          {failures.slice(0, SHOWN_COUNT).map((workflow) => (
            <Failed key={workflow.workflowId} workflow={workflow} />
          ))}
        </ul>
      )}
      {count > Math.min(failures.length, SHOWN_COUNT) && (
        <Link
          href="/workflows?status=failed"
          className="block border-t px-4 py-2.5 text-xs font-medium text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2"
        >
          See all failed workflows
        </Link>
      )}
    </Card>
  );
}

function Failed({ workflow }: { readonly workflow: WorkflowSummary }) {
  const { workflowId, name, error } = workflow;
  return (
    <li className="relative px-4 py-3 transition-colors hover:bg-accent/50">
      <div className="flex items-center gap-2">
        <StatusIcon status="failed" />
        <Link
          href={`/workflows/${workflowId}`}
          className="truncate text-[0.8125rem] font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {name}
        </Link>
        <RelativeTime
          atMs={workflow.finishedAtMs ?? workflow.updatedAtMs}
          className="ml-auto shrink-0 text-xs text-muted-foreground"
        />
      </div>
      {error !== null && (
        <p className="mt-1 line-clamp-2 pl-5.5 text-xs break-words text-muted-foreground">{error.message}</p>
      )}
    </li>
  );
}
