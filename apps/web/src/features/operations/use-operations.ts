"use client";

import type { OperationSummary } from "@gantry/contracts";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLiveOperations } from "@/live/index.ts";
import { useTRPCClient } from "@/trpc/client.ts";
import { buildTree, type OperationFilter } from "./operation-tree.ts";

const PAGE_SIZE = 50;
const NONE: ReadonlyMap<string, OperationSummary> = new Map();

/** The operations of the list: pages of roots as they are asked for, with the live changes and the children laid over them. */
export function useOperations({ status, type }: OperationFilter) {
  const api = useTRPCClient();
  const live = useLiveOperations().view.operations;
  const pages = useInfiniteQuery({
    queryKey: ["operations", "roots", { status, type }],
    queryFn: ({ pageParam, signal }) =>
      api.operations.list.query(
        {
          parentOperationId: null,
          limit: PAGE_SIZE,
          offset: pageParam,
          ...(status === null ? {} : { status }),
          ...(type === null ? {} : { operationType: type }),
        },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ operations, total }, all) => {
      const loadedCount = all.reduce((sum, page) => sum + page.operations.length, 0);
      return operations.length === 0 || loadedCount >= total ? undefined : loadedCount;
    },
    placeholderData: keepPreviousData,
  });
  const loaded = useMemo(() => pages.data?.pages.flatMap(({ operations }) => operations), [pages.data]);
  const tree = useMemo(
    () => (loaded === undefined ? undefined : buildTree(loaded, live ?? NONE, { status, type })),
    [loaded, live, status, type],
  );
  return {
    /** undefined until the first page is there. */
    tree,
    live: live ?? NONE,
    error: pages.error,
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
    reload: () => void pages.refetch(),
  };
}
