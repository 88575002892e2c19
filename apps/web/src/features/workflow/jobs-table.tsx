"use client";

import type { JobState, JobSummary } from "@gantry/contracts";
import { useMemo } from "react";
import { CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { useFixedRows } from "@/features/timeline/use-fixed-rows.ts";
import { formatQuantity } from "@/lib/format.ts";
import { JobTableRow } from "./job-table-row.tsx";
import { jobRows } from "./job-rows.ts";
import "./jobs-table.css";

export interface JobsTableProps {
  readonly summaries: readonly JobSummary[];
  readonly jobs: ReadonlyMap<string, JobState>;
}

const ROW_HEIGHT_PX = 52;
const HEADINGS = ["Job", "Status", "Progress", "Running now", "Tasks", "Duration"] as const;

/** The Jobs of a Workflow, moving; each row leads to its Job. */
export function JobsTable({ summaries, jobs }: JobsTableProps) {
  const rows = useMemo(() => jobRows(summaries, jobs), [summaries, jobs]);
  const { scroller, items, totalPx } = useFixedRows({ count: rows.length, rowPx: ROW_HEIGHT_PX });
  return (
    <>
      <CardHeader>
        <CardTitle>Jobs</CardTitle>
        <p className="text-xs text-muted-foreground">{formatQuantity(rows.length, "job")}</p>
      </CardHeader>
      <div role="table" aria-label="Jobs" aria-rowcount={rows.length + 1}>
        <div role="rowgroup">
          <div
            role="row"
            className="jobs-table-columns grid h-9 items-center border-b px-4 text-xs font-medium text-muted-foreground"
          >
            {HEADINGS.map((heading) => (
              <span key={heading} role="columnheader" data-column={heading}>
                {heading}
              </span>
            ))}
          </div>
        </div>
        {/* Tall enough for most, and a scroll of its own for the rest: the page stays short with 10,000 Jobs. */}
        <div ref={scroller} role="rowgroup" className="max-h-[30rem] overflow-y-auto">
          <div role="presentation" className="relative" style={{ height: totalPx }}>
            {items.map(({ index, start }) => {
              const row = rows[index];
              return row === undefined ? null : (
                <JobTableRow
                  key={row.summary.jobId}
                  row={row}
                  rowIndex={index + 2}
                  topPx={start}
                  heightPx={ROW_HEIGHT_PX}
                />
              );
            })}
          </div>
        </div>
      </div>
    </>
  );
}
