import type { SystemStatus } from "@gantry/contracts";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card.tsx";
import { SlotMeter } from "@/features/overview/slot-meter.tsx";
import { Sparkline } from "@/features/overview/sparkline.tsx";
import { formatCount, formatQuantity, formatRate } from "@/lib/format.ts";
import { cn } from "@/lib/cn.ts";

interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
  readonly className?: string;
}

function Figure({ label, value, note, children, className }: FigureProps) {
  return (
    <div className={cn("flex flex-col bg-card p-4 lg:min-h-28", className)}>
      <dt className="text-xs font-medium text-muted-foreground">{label}</dt>
      <dd className="mt-1.5 flex flex-wrap items-baseline gap-x-2">
        <span className="text-2xl font-semibold tracking-tight tabular-nums">{value}</span>
        {note !== undefined && <span className="text-xs text-muted-foreground tabular-nums">{note}</span>}
      </dd>
      {children !== undefined && <dd className="mt-auto pt-2">{children}</dd>}
    </div>
  );
}

/** The counters at the top of the Overview. */
export function SystemFigures({ system }: { readonly system: SystemStatus }) {
  const { workflowCounts, throughput, failedLastDay } = system;
  const { bucketMs, finishedTasks } = throughput;
  const perSecond = (finishedTasks.at(-1) ?? 0) / (bucketMs / 1000);
  const waiting = workflowCounts.pending + workflowCounts.paused;
  return (
    <Card className="overflow-hidden" aria-label="System">
      {/* The gaps show the border's colour: hairlines that also hold where the cells wrap. */}
      <dl className="grid grid-cols-2 gap-px bg-border lg:grid-cols-[1fr_1fr_1.7fr_1fr]">
        <Figure
          label="Running workflows"
          value={formatCount(workflowCounts.running)}
          note={waiting > 0 ? `${formatCount(waiting)} waiting or paused` : "none waiting"}
        />
        <Figure
          label="Worker slots in use"
          value={formatCount(system.runningTasks)}
          note={system.workerSlots === null ? "no limit" : `of ${formatCount(system.workerSlots)}`}
        >
          {system.workerSlots !== null && <SlotMeter used={system.runningTasks} slots={system.workerSlots} />}
        </Figure>
        <Figure
          className="max-lg:order-last max-lg:col-span-2"
          label="Finished tasks"
          value={formatRate(perSecond)}
          note={`over the last ${formatQuantity(Math.round((finishedTasks.length * bucketMs) / 60_000), "minute")}`}
        >
          <Sparkline values={finishedTasks} bucketMs={bucketMs} label="Finished tasks per second" />
        </Figure>
        <Figure
          className="max-lg:col-span-2"
          label="Failed in the last day"
          value={<span className={failedLastDay > 0 ? "text-status-failed" : ""}>{formatCount(failedLastDay)}</span>}
          note={failedLastDay === 1 ? "workflow" : "workflows"}
        />
      </dl>
    </Card>
  );
}
