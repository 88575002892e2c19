"use client";

import type { RegisteredFlow } from "@gantry/contracts";
import { LoaderCircle, Play } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { formatQuantity } from "@/lib/format.ts";

export interface FlowOptionProps {
  readonly flow: RegisteredFlow;
  readonly isSelected: boolean;
  readonly isStarting: boolean;
  readonly onSelect: () => void;
  readonly onRun: () => void;
}

/** One registered Flow: to choose and adjust, or to run at once as it suggests. */
export function FlowOption({ flow, isSelected, isStarting, onSelect, onRun }: FlowOptionProps) {
  return (
    <div className="flex items-start gap-3 pr-4 transition-colors hover:bg-accent/50 has-checked:bg-brand/6">
      <label className="flex min-w-0 flex-1 cursor-pointer items-start gap-3 py-3.5 pl-4">
        <input
          type="radio"
          name="flow"
          className="mt-0.5 size-4 shrink-0 accent-(--brand)"
          checked={isSelected}
          onChange={onSelect}
        />
        <span className="min-w-0">
          <span className="block text-[0.8125rem] font-medium break-words">{flow.name}</span>
          {flow.description !== "" && (
            <span className="mt-0.5 block text-xs text-pretty text-muted-foreground">{flow.description}</span>
          )}
          <span className="mt-1 block text-xs text-muted-foreground">{sizeOf(flow)}</span>
        </span>
      </label>
      <Button
        variant="ghost"
        size="sm"
        className="mt-2.5 shrink-0"
        aria-label={`Run ${flow.name}`}
        aria-disabled={isStarting}
        onClick={onRun}
      >
        {isStarting ? <LoaderCircle className="animate-spin" /> : <Play />} Run
      </Button>
    </div>
  );
}

function sizeOf({ definition, defaultJobs, version }: RegisteredFlow): string {
  const workers =
    definition.maxWorkers === null ? "unlimited workers" : formatQuantity(definition.maxWorkers, "worker");
  const routines = formatQuantity(definition.routines.length, "routine");
  return `${routines} · ${formatQuantity(defaultJobs, "job")} on ${workers} · version ${version}`;
}
