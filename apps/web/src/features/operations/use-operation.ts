"use client";

import { isTerminal, type OperationDetail, type OperationSummary } from "@gantry/contracts";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLiveOperations } from "@/live/index.ts";
import { useTRPC } from "@/trpc/client.ts";
import { type OperationNode, subtree } from "./operation-tree.ts";

export interface OperationPresent {
  /** What it was started with, and what came out: by query. */
  readonly detail: OperationDetail;
  /** Where it stands now, with all that works for it. */
  readonly node: OperationNode;
}

export type OperationLoad =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: unknown; readonly retry: () => void }
  | { readonly kind: "ready"; readonly present: OperationPresent };

/** One operation as its page shows it. Its result is asked for when the live view says that it has ended. */
export function useOperation(operationId: string): OperationLoad {
  const trpc = useTRPC();
  const { data: detail, error, refetch } = useQuery(trpc.operations.get.queryOptions({ operationId }));
  const live = useLiveOperations().view.operations;
  const current = live?.get(operationId) ?? detail;
  const isBehind =
    detail !== undefined && current !== undefined && isTerminal(current.status) && !isTerminal(detail.status);
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, refetch]);
  if (detail === undefined || current === undefined) {
    return error === null ? { kind: "loading" } : { kind: "failed", error, retry: () => void refetch() };
  }
  const known = new Map<string, OperationSummary>(detail.children.map((child) => [child.operationId, child]));
  for (const [id, operation] of live ?? []) known.set(id, operation);
  return { kind: "ready", present: { detail, node: subtree(current, known.values()) } };
}
