"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { createApiClient, TRPCProvider } from "@/trpc/client.ts";
import { refusalStatus } from "@/trpc/refusal.ts";

/** Once more for a server that did not answer, or failed; what it refuses (an unknown id, say) it refuses again. */
const retryUnanswered = (failures: number, error: Error): boolean => failures < 1 && refusalStatus(error) === null;

const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // Snapshots come by query, changes by socket: a query is repeated only when something asks for it.
      queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: retryUnanswered },
      mutations: { retry: false },
    },
  });

export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [apiClient] = useState(createApiClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={apiClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
