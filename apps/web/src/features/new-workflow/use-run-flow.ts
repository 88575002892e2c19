"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { errorMessage } from "@/lib/error-message.ts";
import { notify } from "@/lib/notify.ts";
import { useTRPC } from "@/trpc/client.ts";

export interface RunFlow {
  readonly run: (flowId: string) => void;
  /** The Flow that is on its way to run. */
  readonly startingFlowId: string | null;
}

/**
 * Submits a registered Flow with the Jobs and workers that it suggests itself, and goes to the new Workflow's page.
 * While one is on its way another press does nothing.
 */
export function useRunFlow(): RunFlow {
  const trpc = useTRPC();
  const router = useRouter();
  const submit = useMutation(
    trpc.workflows.submit.mutationOptions({
      onSuccess: ({ workflowId }) => router.push(`/workflows/${workflowId}`),
      onError: (error) => notify.error("The flow could not be started", errorMessage(error)),
    }),
  );
  return {
    run: (flowId) => !submit.isPending && submit.mutate({ flow: flowId }),
    startingFlowId: submit.isPending && typeof submit.variables.flow === "string" ? submit.variables.flow : null,
  };
}
