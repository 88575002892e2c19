"use client";

import type { WorkflowStatus } from "@gantry/contracts";
import { Search } from "lucide-react";
import { STATUS_LOOK, StatusIcon } from "@/components/shell/status-badge.tsx";
import { Input } from "@/components/ui/input.tsx";
import type { WorkflowFilter } from "@/features/workflows/live-rows.ts";
import { totalCount } from "@/features/workflows/total-count.ts";
import { formatCount } from "@/lib/format.ts";
import { useLiveOverview } from "@/live/index.ts";

const ORDER: readonly (WorkflowStatus | null)[] = [
  null,
  "running",
  "pending",
  "paused",
  "completed",
  "failed",
  "cancelled",
];

export interface WorkflowFiltersProps {
  readonly filter: WorkflowFilter;
  readonly onStatusChange: (status: WorkflowStatus | null) => void;
  readonly onSearchChange: (search: string) => void;
}

/** Status and search; every status tells how many it would show. */
export function WorkflowFilters({ filter, onStatusChange, onSearchChange }: WorkflowFiltersProps) {
  const { system } = useLiveOverview();
  const countOf = (status: WorkflowStatus | null): number | undefined => {
    if (system === null) return undefined;
    return status === null ? totalCount(system.workflowCounts) : system.workflowCounts[status];
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div
        role="group"
        aria-label="Status"
        className="-mx-4 flex max-w-[100vw] gap-1 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:px-0"
      >
        {ORDER.map((status) => (
          <button
            key={status ?? "all"}
            type="button"
            aria-pressed={filter.status === status}
            onClick={() => onStatusChange(status)}
            className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border border-transparent px-3 text-[0.8125rem] font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-pressed:border-border aria-pressed:bg-card aria-pressed:text-foreground aria-pressed:shadow-card"
          >
            {status !== null && <StatusIcon status={status} className="animate-none" />}
            {status === null ? "All" : STATUS_LOOK[status].word}{" "}
            <span className="text-xs font-normal text-muted-foreground tabular-nums">
              {formatOptional(countOf(status))}
            </span>
          </button>
        ))}
      </div>
      <div className="relative w-full sm:w-64">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
          aria-hidden
        />
        <Input
          type="search"
          aria-label="Search workflows"
          placeholder="Name or id"
          className="pl-8"
          value={filter.search}
          onChange={(event) => onSearchChange(event.target.value)}
        />
      </div>
    </div>
  );
}

const formatOptional = (count: number | undefined): string => (count === undefined ? "" : formatCount(count));
