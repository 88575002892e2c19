"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { FailuresCard } from "@/features/overview/failures-card.tsx";
import { FirstRun } from "@/features/overview/first-run.tsx";
import { OverviewSkeleton } from "@/features/overview/overview-skeleton.tsx";
import { partitionWorkflows } from "@/features/overview/partition.ts";
import { RunDemoButton } from "@/features/new-workflow/run-demo-button.tsx";
import { SystemFigures } from "@/features/overview/system-figures.tsx";
import { WorkflowsCard } from "@/features/overview/workflows-card.tsx";
import { totalCount } from "@/features/workflows/total-count.ts";
import { ActiveOperationsCard } from "@/features/operations/active-operations-card.tsx";
import { useNow } from "@/lib/use-now.ts";
import { LiveBadge, useLiveOverview } from "@/live/index.ts";

const FAILURE_CLOCK_MS = 60_000;
const ACTIVE_COUNT = 10;
const RECENT_COUNT = 8;

/** What runs now, what ended lately, and how busy the system is; every figure is live. */
export function Overview() {
  const { workflows, system } = useLiveOverview();
  const nowMs = useNow(FAILURE_CLOCK_MS);

  if (system === null) return <OverviewSkeleton />;
  if (workflows.length === 0 && totalCount(system.workflowCounts) === 0) return <FirstRun />;

  const { running, paused, pending } = system.workflowCounts;
  const { active, recent, failures } = partitionWorkflows(workflows, nowMs);
  return (
    <>
      <PageHeader
        title="Overview"
        badge={<LiveBadge />}
        actions={
          <>
            <RunDemoButton />
            <Button asChild variant="primary">
              <Link href="/workflows/new">
                <Plus /> New workflow
              </Link>
            </Button>
          </>
        }
      />
      <SystemFigures system={system} />
      <div className="mt-6 grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-6">
          <WorkflowsCard
            title="In progress"
            workflows={active.slice(0, ACTIVE_COUNT)}
            count={running + paused + pending}
            emptyText="Nothing runs at the moment."
            moreHref="/workflows?status=running"
          />
          <ActiveOperationsCard />
          <WorkflowsCard
            title="Recent"
            workflows={recent.slice(0, RECENT_COUNT)}
            emptyText="Nothing has ended yet."
            moreHref="/workflows"
          />
        </div>
        <FailuresCard failures={failures} count={system.failedLastDay} />
      </div>
    </>
  );
}
