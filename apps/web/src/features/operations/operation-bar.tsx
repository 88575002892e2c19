"use client";

import { isTerminal, type OperationSummary } from "@gantry/contracts";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { RunDuration } from "@/features/workflow/run-duration.tsx";
import { cn } from "@/lib/cn.ts";
import { formatPercent } from "@/lib/format.ts";
import { remainingText } from "./progress-facts.ts";

/** How far an operation is: its bar, its percentage, its time, and what is left of it. */
export function OperationBar({
  operation,
  compact = false,
}: {
  readonly operation: OperationSummary;
  readonly compact?: boolean;
}) {
  const { progress, status, name, startedAtMs, finishedAtMs } = operation;
  const hasEnded = isTerminal(status);
  return (
    <div className="min-w-0 text-xs text-muted-foreground tabular-nums">
      <div className="flex items-center gap-2.5">
        <Progress
          percent={progress.percentage}
          status={status}
          label={`Progress of ${name}`}
          className={cn(compact && "h-1", hasEnded && "opacity-60")}
        />
        <span className="w-9 shrink-0 text-right">{formatPercent(progress.percentage)}</span>
      </div>
      {!compact && (
        <p className="mt-1 flex justify-between gap-3 text-[0.6875rem]">
          <span className="truncate">
            {hasEnded ? "took " : ""}
            <RunDuration startedAtMs={startedAtMs} finishedAtMs={finishedAtMs} />
          </span>
          <span className="shrink-0">
            {finishedAtMs === null ? remainingText(progress) : <RelativeTime atMs={finishedAtMs} />}
          </span>
        </p>
      )}
    </div>
  );
}
