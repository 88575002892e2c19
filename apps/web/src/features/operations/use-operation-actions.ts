"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { errorMessage } from "@/lib/error-message.ts";
import { notify } from "@/lib/notify.ts";
import { useTRPC } from "@/trpc/client.ts";

/** What can be done to one operation. What it changes arrives by the live view. */
export function useOperationActions(operationId: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const cancel = useMutation(
    trpc.operations.cancel.mutationOptions({
      onError: (error) => notify.error("The operation could not be cancelled", errorMessage(error)),
    }),
  );
  const retry = useMutation(
    trpc.operations.retry.mutationOptions({
      onError: (error) => notify.error("The operation could not be retried", errorMessage(error)),
      onSuccess: (started) => router.push(`/operations/${started.operationId}`),
    }),
  );
  return {
    isPending: cancel.isPending || retry.isPending,
    cancel: (reason: string) =>
      cancel.mutate({ operationId, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) }),
    retry: () => retry.mutate({ operationId }),
  };
}
