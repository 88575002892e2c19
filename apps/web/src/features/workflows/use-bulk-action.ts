"use client";

import type { WorkflowSummary } from "@gantry/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type BulkAction, PAST_TENSE } from "@/features/workflows/bulk-actions.ts";
import { errorMessage } from "@/lib/error-message.ts";
import { formatQuantity } from "@/lib/format.ts";
import { notify } from "@/lib/notify.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";

export interface BulkRequest {
  readonly action: BulkAction;
  readonly workflows: readonly WorkflowSummary[];
}

/** Does one action to many Workflows. Those that fail do not keep the others from being done; the outcome is told once. */
export function useBulkAction() {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();

  const perform = ({ action, workflows }: BulkRequest) =>
    // The API client sends these as one batch.
    Promise.allSettled(workflows.map(({ workflowId }) => api.workflows[action].mutate({ workflowId })));

  return useMutation({
    mutationFn: perform,
    onSuccess: (outcomes, { action }) => {
      const failures = outcomes.filter((outcome) => outcome.status === "rejected");
      const done = outcomes.length - failures.length;
      if (done > 0) notify.success(`${formatQuantity(done, "workflow")} ${PAST_TENSE[action]}`);
      const first = failures[0];
      if (first === undefined) return;
      notify.error(
        `${formatQuantity(failures.length, "workflow")} could not be ${PAST_TENSE[action]}`,
        errorMessage(first.reason),
      );
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.workflows.list.pathKey() }),
  });
}
