"use client";

import { isTerminal } from "@gantry/contracts";
import { parseAsString, useQueryState } from "nuqs";
import { useDeferredValue, useMemo } from "react";
import { PageTitle } from "@/components/shell/page-title.tsx";
import { STATUS_LOOK } from "@/components/shell/status-badge.tsx";
import { UnloadedPage } from "@/components/shell/unloaded-page.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { FlowGraph, nodeActivities } from "@/features/graph/index.ts";
import { WorkerLanes } from "@/features/lanes/index.ts";
import { formatQuantity } from "@/lib/format.ts";
import { usePaced } from "@/lib/use-paced.ts";
import { JobsTable } from "./jobs-table.tsx";
import { PauseBanner } from "./pause-banner.tsx";
import { StatusAnnouncer } from "./status-announcer.tsx";
import { type WorkflowPresent, useWorkflow } from "./use-workflow.ts";
import { WorkflowFacts } from "./workflow-facts.tsx";
import { WorkflowFailure } from "./workflow-failure.tsx";
import { WorkflowHeader } from "./workflow-header.tsx";
import { WorkflowSkeleton } from "./workflow-skeleton.tsx";

/** A Workflow, live: graph over all its Jobs, worker lanes, Jobs, and how well it used its workers. */
export function WorkflowPage({ workflowId }: { readonly workflowId: string }) {
  const result = useWorkflow(workflowId);
  switch (result.kind) {
    case "loading":
      return (
        <>
          <PageTitle title="Workflow" />
          <WorkflowSkeleton />
        </>
      );
    case "failed":
      return <UnloadedPage noun="workflow" error={result.error} onRetry={result.retry} />;
    case "ready":
      return <ReadyWorkflow present={result.present} />;
  }
}

function ReadyWorkflow({ present }: { readonly present: WorkflowPresent }) {
  const { detail, summary } = present;
  // What is large is drawn when there is time; a burst skips states that nobody could have seen.
  const jobs = useDeferredValue(usePaced(present.jobs, drawEveryMs(summary.taskCounts.total)));
  const [selected, setSelected] = useQueryState("node", parseAsString);
  const activities = useMemo(() => nodeActivities(jobs.values()), [jobs]);
  const word = STATUS_LOOK[summary.status].word;
  return (
    <>
      <PageTitle title={`${word} · ${summary.name}`} status={summary.status} />
      <StatusAnnouncer
        text={`${summary.name}: ${word}, ${formatQuantity(summary.jobCounts.completed, "job")} completed`}
      />
      <WorkflowHeader present={present} />
      <WorkflowFailure present={present} />
      <PauseBanner jobs={[...jobs.values()]} flow={detail.flow} />
      <WorkflowFacts present={present} jobs={jobs} />
      <Card className="mb-6 overflow-hidden" aria-label="Graph">
        <CardHeader>
          <CardTitle>Flow</CardTitle>
          <p className="text-xs text-muted-foreground">
            {formatQuantity(detail.flow.routines.length, "routine")} over {formatQuantity(summary.jobCount, "job")}
          </p>
        </CardHeader>
        <FlowGraph
          flow={detail.flow}
          routines={activities}
          selected={selected}
          onSelect={(routine) => void setSelected(routine === selected ? null : routine)}
        />
      </Card>
      <Card className="mb-6 overflow-hidden">
        <WorkerLanes jobs={jobs} maxWorkers={summary.maxWorkers} running={!isTerminal(summary.status)} />
      </Card>
      <Card className="overflow-hidden">
        <JobsTable summaries={detail.jobs} jobs={jobs} />
      </Card>
    </>
  );
}

/** Work on every Task, after every event, would leave no time for clicks; in steps, so that the pace seldom changes. */
function drawEveryMs(taskCount: number): number {
  if (taskCount < 500) return 0;
  return taskCount < 2_000 ? 200 : 1_000;
}
