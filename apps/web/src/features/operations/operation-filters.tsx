"use client";

import type { JobStatus, RegisteredOperation } from "@gantry/contracts";
import { StatusFilter } from "@/components/shell/status-filter.tsx";
import { FIELD_STYLE } from "@/components/ui/field-style.ts";
import { cn } from "@/lib/cn.ts";
import { type OperationFilter, typeOf } from "./operation-tree.ts";

export interface OperationFiltersProps {
  readonly filter: OperationFilter;
  /** What can be started here; others may be listed too. */
  readonly registered: readonly RegisteredOperation[];
  readonly onStatusChange: (status: JobStatus | null) => void;
  readonly onTypeChange: (type: string | null) => void;
}

/** Status and type. */
export function OperationFilters({ filter, registered, onStatusChange, onTypeChange }: OperationFiltersProps) {
  const types = new Set(registered.map(typeOf));
  if (filter.type !== null) types.add(filter.type);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <StatusFilter selected={filter.status} onSelect={onStatusChange} />
      <select
        aria-label="Type"
        value={filter.type ?? ""}
        onChange={(event) => onTypeChange(event.target.value === "" ? null : event.target.value)}
        className={cn(FIELD_STYLE, "h-9 w-full sm:h-8 sm:w-60")}
      >
        <option value="">All types</option>
        {[...types].sort().map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
    </div>
  );
}
