"use client";

import { isTerminal } from "@gantry/contracts";
import { useMemo } from "react";
import { Card } from "@/components/ui/card.tsx";
import { formatDuration, formatPercent, formatQuantity } from "@/lib/format.ts";
import { useServerNow } from "@/live/index.ts";
import { Fact } from "./fact.tsx";
import type { WorkflowPresent } from "./use-workflow.ts";
import { workflowMetrics } from "./workflow-metrics.ts";

export interface WorkflowFactsProps {
  readonly present: Pick<WorkflowPresent, "detail" | "summary">;
  /** What is measured: the Jobs, at the pace at which the page draws them. */
  readonly jobs: WorkflowPresent["jobs"];
}

/** How well the Workflow uses its workers: measured from the histories, as they grow. */
export function WorkflowFacts({ present: { detail, summary }, jobs }: WorkflowFactsProps) {
  const running = !isTerminal(summary.status);
  const nowMs = useServerNow({ running, everyMs: 500 });
  const metrics = useMemo(
    () => workflowMetrics({ jobs: jobs.values(), flow: detail.flow, maxWorkers: summary.maxWorkers, nowMs }),
    [jobs, detail.flow, summary.maxWorkers, nowMs],
  );
  const limit = summary.maxWorkers;
  const path = metrics?.criticalPath ?? null;
  const utilisation = metrics?.utilisationPercent ?? null;
  return (
    <Card aria-label="Summary" className="mb-6">
      <dl className="grid grid-cols-2 divide-border/70 sm:grid-cols-3 lg:grid-cols-6 lg:divide-x">
        <Fact
          label="Makespan"
          value={metrics === null ? null : formatDuration(metrics.makespanMs)}
          hint={running ? "so far" : "first start to last end"}
        />
        <Fact
          label="Ideal makespan"
          value={metrics === null ? null : formatDuration(metrics.idealMakespanMs)}
          hint={
            metrics === null || metrics.idealMakespanMs === 0
              ? "work ÷ workers"
              : `actual is ${(metrics.makespanMs / metrics.idealMakespanMs).toFixed(2)}×`
          }
        />
        <Fact
          label="Utilisation"
          value={utilisation === null ? null : formatPercent(utilisation)}
          hint={limit === null ? "no limit of workers" : `of ${String(limit)} workers`}
        />
        <Fact
          label="Peak concurrency"
          value={metrics === null ? null : String(metrics.peakConcurrency)}
          hint={limit === null ? "unlimited" : `limit ${String(limit)}`}
        />
        <Fact
          label="Mean wait"
          value={metrics === null ? null : formatDuration(metrics.meanWaitMs)}
          hint="for a free worker"
        />
        <Fact
          label="Critical path"
          value={path === null ? null : formatDuration(path.durationMs)}
          hint={path === null ? "the Flow has a loop" : formatQuantity(path.routines.length, "routine")}
          {...(path === null ? {} : { title: path.routines.join(" → ") })}
        />
      </dl>
    </Card>
  );
}
