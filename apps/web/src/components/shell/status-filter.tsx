import type { JobStatus } from "@gantry/contracts";
import type { ReactNode } from "react";
import { STATUS_LOOK, StatusIcon } from "@/components/shell/status-badge.tsx";

const ORDER: readonly (JobStatus | null)[] = [null, "running", "pending", "paused", "completed", "failed", "cancelled"];

export interface StatusFilterProps {
  /** null: all of them. */
  readonly selected: JobStatus | null;
  readonly onSelect: (status: JobStatus | null) => void;
  /** What stands behind a status' word. */
  readonly noteOf?: (status: JobStatus | null) => ReactNode;
}

/** One button per status, of which one is pressed. */
export function StatusFilter({ selected, onSelect, noteOf }: StatusFilterProps) {
  return (
    <div
      role="group"
      aria-label="Status"
      className="-mx-4 flex max-w-[100vw] gap-1 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:px-0"
    >
      {ORDER.map((status) => (
        <button
          key={status ?? "all"}
          type="button"
          aria-pressed={selected === status}
          onClick={() => onSelect(status)}
          className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border border-transparent px-3 text-[0.8125rem] font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-pressed:border-border aria-pressed:bg-card aria-pressed:text-foreground aria-pressed:shadow-card"
        >
          {status !== null && <StatusIcon status={status} className="animate-none" />}
          {status === null ? "All" : STATUS_LOOK[status].word}
          {noteOf && (
            <>
              {" "}
              <span className="text-xs font-normal text-muted-foreground tabular-nums">{noteOf(status)}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
