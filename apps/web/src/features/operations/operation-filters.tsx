"use client";

import type { JobStatus, RegisteredOperation } from "@gantry/contracts";
import { STATUS_LOOK, StatusIcon } from "@/components/shell/status-badge.tsx";
import { FIELD_STYLE } from "@/components/ui/field-style.ts";
import { cn } from "@/lib/cn.ts";
import { type OperationFilter, typeOf } from "./operation-tree.ts";

const ORDER: readonly (JobStatus | null)[] = [null, "running", "pending", "paused", "completed", "failed", "cancelled"];

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
            {status === null ? "All" : STATUS_LOOK[status].word}
          </button>
        ))}
      </div>
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
