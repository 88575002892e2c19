"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { ErrorState } from "@/components/shell/error-state.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { NoWorkflows } from "@/features/workflows/no-workflows.tsx";
import { TableSkeleton } from "@/features/workflows/table-skeleton.tsx";
import { useWorkflowFilter } from "@/features/workflows/use-workflow-filter.ts";
import { useWorkflowRows } from "@/features/workflows/use-workflow-rows.ts";
import { WorkflowFilters } from "@/features/workflows/workflow-filters.tsx";
import { WorkflowTable } from "@/features/workflows/workflow-table.tsx";
import { LiveBadge } from "@/live/index.ts";

/** All Workflows that are kept: filter, look, and act on many at once. */
export function WorkflowsView() {
  const { filter, setStatus, setSearch, clear } = useWorkflowFilter();
  const list = useWorkflowRows(filter);
  return (
    <>
      <PageHeader
        title="Workflows"
        badge={<LiveBadge />}
        actions={
          <Button asChild variant="primary">
            <Link href="/workflows/new">
              <Plus /> New workflow
            </Link>
          </Button>
        }
      />
      <WorkflowFilters filter={filter} onStatusChange={setStatus} onSearchChange={setSearch} />
      <Card className="mt-4" aria-label="Workflows">
        {list.rows === undefined ? (
          list.error === null ? (
            <TableSkeleton />
          ) : (
            <ErrorState title="The workflows could not be loaded" error={list.error} onRetry={list.reload} />
          )
        ) : list.rows.length === 0 ? (
          <NoWorkflows isFiltered={filter.status !== null || filter.search !== ""} onClear={clear} />
        ) : (
          <WorkflowTable
            rows={list.rows}
            hasMore={list.hasMore}
            isLoadingMore={list.isLoadingMore}
            onLoadMore={list.loadMore}
          />
        )}
      </Card>
    </>
  );
}
