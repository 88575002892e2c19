"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { mergeLiveRows, type WorkflowFilter } from "@/features/workflows/live-rows.ts";
import { useDebounced } from "@/lib/use-debounced.ts";
import { useLiveOverview } from "@/live/index.ts";
import { useTRPC } from "@/trpc/client.ts";

const PAGE_SIZE = 100;
const SEARCH_DEBOUNCE_MS = 200;

/** The rows of the list: pages loaded by cursor as they are needed, with the live changes laid over them. */
export function useWorkflowRows(filter: WorkflowFilter) {
  const trpc = useTRPC();
  const { workflows: live } = useLiveOverview();
  const search = useDebounced(filter.search.trim(), SEARCH_DEBOUNCE_MS);
  const pages = useInfiniteQuery(
    trpc.workflows.list.infiniteQueryOptions(
      {
        limit: PAGE_SIZE,
        ...(filter.status === null ? {} : { status: filter.status }),
        ...(search === "" ? {} : { search }),
      },
      { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const loaded = useMemo(() => pages.data?.pages.flatMap(({ workflows }) => workflows), [pages.data]);
  const rows = useMemo(
    () => (loaded === undefined ? undefined : mergeLiveRows(loaded, live, { status: filter.status, search })),
    [loaded, live, filter.status, search],
  );
  return {
    /** undefined until the first page is there. */
    rows,
    error: pages.error,
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
    reload: () => void pages.refetch(),
  };
}
