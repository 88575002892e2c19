"use client";

import { useQuery } from "@tanstack/react-query";
import type { ServiceAddress } from "@/features/new-workflow/services.ts";
import { useTRPCClient } from "@/trpc/client.ts";

/** Has the server ask each service's `/health`; again when the services change or `checkAgain` is called. */
export function useServiceCheck(services: readonly ServiceAddress[]) {
  const api = useTRPCClient();
  const check = useQuery({
    queryKey: ["new-workflow", "services", services],
    queryFn: ({ signal }) => api.services.check.mutate({ services: [...services] }, { signal }),
    enabled: services.length > 0,
    staleTime: 10_000,
    retry: false,
  });
  return {
    results: check.data ?? [],
    error: check.error,
    isChecking: check.isFetching,
    checkAgain: () => void check.refetch(),
  };
}
