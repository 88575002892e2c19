"use client";

import type { WorkflowStatus } from "@gantry/contracts";
import { Search } from "lucide-react";
import { StatusFilter } from "@/components/shell/status-filter.tsx";
import { Input } from "@/components/ui/input.tsx";
import type { WorkflowFilter } from "@/features/workflows/live-rows.ts";
import { totalCount } from "@/features/workflows/total-count.ts";
import { formatCount } from "@/lib/format.ts";
import { useLiveOverview } from "@/live/index.ts";

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
      <StatusFilter
        selected={filter.status}
        onSelect={onStatusChange}
        noteOf={(status) => formatOptional(countOf(status))}
      />
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
