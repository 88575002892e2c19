"use client";

import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useState } from "react";
import { ErrorState } from "@/components/shell/error-state.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { LiveBadge } from "@/live/index.ts";
import { useTRPC } from "@/trpc/client.ts";
import { LazyStartDialog } from "./lazy-dialogs.tsx";
import { NoOperations } from "./no-operations.tsx";
import { OperationFilters } from "./operation-filters.tsx";
import { OperationItem } from "./operation-item.tsx";
import { summarizeActive } from "./operation-tree.ts";
import { OperationsSkeleton } from "./operations-skeleton.tsx";
import { useOperationFilter } from "./use-operation-filter.ts";
import { useOperations } from "./use-operations.ts";

/** Managed operations: what runs with its nested bars, and what has ended. */
export function OperationsView() {
  const trpc = useTRPC();
  const { filter, setStatus, setType, clear } = useOperationFilter();
  const { tree, live, error, hasMore, isLoadingMore, loadMore, reload } = useOperations(filter);
  const registered = useQuery(trpc.operations.registered.queryOptions()).data ?? [];
  const [isStarting, setIsStarting] = useState(false);
  const isFiltered = filter.status !== null || filter.type !== null;
  const start = registered.length === 0 ? null : () => setIsStarting(true);
  return (
    <>
      <PageHeader
        title="Operations"
        badge={<LiveBadge />}
        description={summarizeActive(live.values())}
        {...(start === null
          ? {}
          : {
              actions: (
                <Button variant="primary" onClick={start}>
                  <Play /> Start operation
                </Button>
              ),
            })}
      />
      <OperationFilters filter={filter} registered={registered} onStatusChange={setStatus} onTypeChange={setType} />
      <Card className="mt-4 overflow-hidden" aria-label="Operations">
        {tree === undefined ? (
          error === null ? (
            <OperationsSkeleton />
          ) : (
            <ErrorState title="The operations could not be loaded" error={error} onRetry={reload} />
          )
        ) : tree.length === 0 ? (
          <NoOperations isFiltered={isFiltered} onClear={clear} onStart={start} />
        ) : (
          <ul className="divide-y">
            {tree.map((node) => (
              <OperationItem key={node.operation.operationId} node={node} />
            ))}
          </ul>
        )}
      </Card>
      {hasMore && (
        <div className="mt-4 flex justify-center">
          <Button onClick={loadMore} disabled={isLoadingMore}>
            {isLoadingMore ? "Loading…" : "Show older operations"}
          </Button>
        </div>
      )}
      {isStarting && <LazyStartDialog registered={registered} onClose={() => setIsStarting(false)} />}
    </>
  );
}
