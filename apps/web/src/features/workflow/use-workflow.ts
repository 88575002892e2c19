"use client";

import type { JobState, WorkflowDetail, WorkflowSummary } from "@gantry/contracts";
import { useQuery } from "@tanstack/react-query";
import { useLiveWorkflow } from "@/live/index.ts";
import { useTRPC } from "@/trpc/client.ts";

export interface WorkflowPresent {
  /** What does not change while it runs: its Flow and what was submitted. */
  readonly detail: WorkflowDetail;
  readonly summary: WorkflowSummary;
  /** By jobId; empty until the live view has caught up. */
  readonly jobs: ReadonlyMap<string, JobState>;
  /** How many events are folded into `jobs`; null before the first answer. */
  readonly seq: number | null;
}

export type WorkflowResult =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: unknown; readonly retry: () => void }
  | { readonly kind: "ready"; readonly present: WorkflowPresent };

/** A Workflow as its page shows it: the definition by query, everything that moves by the live view. */
export function useWorkflow(workflowId: string): WorkflowResult {
  const trpc = useTRPC();
  const { data: detail, error, refetch } = useQuery(trpc.workflows.get.queryOptions({ workflowId }));
  const { view, phase } = useLiveWorkflow(workflowId);
  if (detail === undefined) {
    return error === null ? { kind: "loading" } : { kind: "failed", error, retry: () => void refetch() };
  }
  const live = view.workflow;
  const summary = live !== null && live.updatedAtMs >= detail.updatedAtMs ? live : detail;
  return { kind: "ready", present: { detail, summary, jobs: view.jobs, seq: phase === "ready" ? view.seq : null } };
}
