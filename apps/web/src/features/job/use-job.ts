"use client";

import type { FlowDefinition, HistoryEvent, JobState, WorkflowSummary } from "@gantry/contracts";
import { useQuery } from "@tanstack/react-query";
import { type LogTail, useLiveJob } from "@/live/index.ts";
import { useTRPC } from "@/trpc/client.ts";

export interface JobPresent {
  readonly job: JobState;
  readonly flow: FlowDefinition;
  readonly workflow: WorkflowSummary;
  readonly log: LogTail;
  readonly recent: readonly HistoryEvent[];
}

export type JobResult =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: unknown; readonly retry: () => void }
  | { readonly kind: "ready"; readonly present: JobPresent };

/** A Job as its page shows it: its Flow by query, its state, newest events and log by the live view. */
export function useJob(jobId: string): JobResult {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.jobs.get.queryOptions({ jobId }));
  const live = useLiveJob(jobId);
  const { job, workflow, log, recent } = live.view;
  if (error !== null) return { kind: "failed", error, retry: () => void refetch() };
  if (live.error !== null && job === null)
    return { kind: "failed", error: new Error(live.error.message), retry: () => void refetch() };
  if (data === undefined || job === null) return { kind: "loading" };
  return { kind: "ready", present: { job, flow: data.flow, workflow: workflow ?? data.workflow, log, recent } };
}
