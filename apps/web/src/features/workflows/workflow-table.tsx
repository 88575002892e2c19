"use client";

import type { WorkflowSummary } from "@gantry/contracts";
import { useTable } from "@tanstack/react-table";
import { BulkBar } from "@/features/workflows/bulk-bar.tsx";
import { columns, features } from "@/features/workflows/columns.tsx";
import { VirtualRows } from "@/features/workflows/virtual-rows.tsx";

export interface WorkflowTableProps {
  readonly rows: readonly WorkflowSummary[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onLoadMore: () => void;
}

/** The list with its selection. A selected row keeps its mark while it changes, and loses it when it leaves the list. */
export function WorkflowTable({ rows, hasMore, isLoadingMore, onLoadMore }: WorkflowTableProps) {
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: ({ workflowId }) => workflowId,
  });
  const selected = table.getSelectedRowModel().rows.map(({ original }) => original);
  return (
    <>
      <VirtualRows table={table} hasMore={hasMore} isLoadingMore={isLoadingMore} onLoadMore={onLoadMore} />
      <BulkBar selected={selected} onClear={() => table.resetRowSelection(true)} />
    </>
  );
}
