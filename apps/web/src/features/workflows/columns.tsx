"use client";

import { isTerminal, type WorkflowSummary } from "@gantry/contracts";
import { createColumnHelper, rowSelectionFeature, tableFeatures } from "@tanstack/react-table";
import Link from "next/link";
import { StatusBadge } from "@/components/shell/status-badge.tsx";
import { RelativeTime } from "@/components/shell/time.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { RunTime } from "@/features/workflows/run-time.tsx";
import { formatCount, formatPercent } from "@/lib/format.ts";

export const features = tableFeatures({ rowSelectionFeature });

const helper = createColumnHelper<typeof features, WorkflowSummary>();

/** The grid that header and rows share. */
export const COLUMN_TEMPLATE = "2.5rem minmax(12rem, 1fr) 7.5rem 11rem 5rem 5.5rem 6.5rem 6.5rem";

/** Columns whose figures stand right-aligned under each other. */
export const NUMERIC_COLUMNS: ReadonlySet<string> = new Set(["jobCount", "maxWorkers", "createdAtMs", "duration"]);

/** In the order of `COLUMN_TEMPLATE`. */
export const columns = helper.columns([
  helper.display({
    id: "select",
    header: ({ table }) => (
      <Checkbox
        aria-label="Select all loaded workflows"
        checked={table.getIsAllRowsSelected() || (table.getIsSomeRowsSelected() && "indeterminate")}
        onCheckedChange={(checked) => table.toggleAllRowsSelected(checked === true)}
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        aria-label={`Select ${row.original.name} ${row.original.workflowId}`}
        className="z-10"
        checked={row.getIsSelected()}
        onCheckedChange={(checked) => row.toggleSelected(checked === true)}
      />
    ),
  }),
  helper.accessor("name", {
    header: "Workflow",
    cell: ({ row: { original } }) => (
      <>
        <Link
          href={`/workflows/${original.workflowId}`}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {original.name}
        </Link>
        <span className="block truncate font-mono text-[0.6875rem] text-muted-foreground">{original.workflowId}</span>
      </>
    ),
  }),
  helper.accessor("status", {
    header: "Status",
    cell: ({ getValue }) => <StatusBadge status={getValue()} />,
  }),
  helper.accessor("progressPercent", {
    header: "Progress",
    cell: ({ row: { original } }) => (
      <div className="flex items-center gap-2.5">
        <Progress
          percent={original.progressPercent}
          status={original.status}
          label={`Progress of ${original.name}`}
          {...(isTerminal(original.status) ? { className: "opacity-60" } : {})}
        />
        <span className="w-9 shrink-0 text-right text-xs text-muted-foreground tabular-nums">
          {formatPercent(original.progressPercent)}
        </span>
      </div>
    ),
  }),
  helper.accessor("jobCount", {
    header: "Jobs",
    cell: ({ getValue }) => formatCount(getValue()),
  }),
  helper.accessor("maxWorkers", {
    header: "Workers",
    cell: ({ getValue }) => {
      const maxWorkers = getValue();
      return maxWorkers === null ? <span title="Unlimited">∞</span> : formatCount(maxWorkers);
    },
  }),
  helper.accessor("createdAtMs", {
    header: "Created",
    cell: ({ getValue }) => <RelativeTime atMs={getValue()} />,
  }),
  helper.display({
    id: "duration",
    header: "Duration",
    cell: ({ row: { original } }) => <RunTime workflow={original} />,
  }),
]);
