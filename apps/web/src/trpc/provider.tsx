"use client";

import type { AppRouter } from "@gantry/server/router";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useState, type ReactNode } from "react";
import { createApiClient, TRPCProvider } from "@/trpc/client.ts";

function isRefusal(error: Error): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const { data } = error as TRPCClientError<AppRouter>;
  return (data?.httpStatus ?? 500) < 500;
}

/** Once more for a server that did not answer, or failed; what it refuses (an unknown id, say) it refuses again. */
const retryUnanswered = (failures: number, error: Error): boolean => failures < 1 && !isRefusal(error);

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
