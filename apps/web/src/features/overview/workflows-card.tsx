import type { WorkflowSummary } from "@gantry/contracts";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { WorkflowRow } from "@/features/overview/workflow-row.tsx";
import { formatCount } from "@/lib/format.ts";

export interface WorkflowsCardProps {
  readonly title: string;
  readonly workflows: readonly WorkflowSummary[];
  /** How many there are, where more than these. */
  readonly count?: number;
  readonly emptyText: string;
  readonly moreHref: string;
}

export function WorkflowsCard({ title, workflows, count = 0, emptyText, moreHref }: WorkflowsCardProps) {
  return (
    <Card className="min-w-0 overflow-hidden" aria-label={title}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {count > 0 && <Badge className="tabular-nums">{formatCount(count)}</Badge>}
        <Link
          href={moreHref}
          className="ml-auto inline-flex items-center gap-1 rounded text-xs font-medium text-muted-foreground transition-colors hover:text-foreground"
        >
          View all <span className="sr-only">workflows</span>
          <ArrowRight className="size-3.5" aria-hidden />
        </Link>
      </CardHeader>
      {workflows.length === 0 ? (
        <p className="px-4 py-8 text-center text-[0.8125rem] text-muted-foreground">{emptyText}</p>
      ) : (
        <ul className="divide-y">
          {workflows.map((workflow) => (
            <WorkflowRow key={workflow.workflowId} workflow={workflow} />
          ))}
        </ul>
      )}
    </Card>
  );
}
