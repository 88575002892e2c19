"use client";

import type { WorkflowSummary } from "@gantry/contracts";
import { formatDuration } from "@/lib/format.ts";
import { useNow } from "@/lib/use-now.ts";

const RUNNING_CLOCK_MS = 1_000;

/** How long a Workflow ran, or has run so far. */
export function RunTime({ workflow }: { readonly workflow: WorkflowSummary }) {
  const { startedAtMs, finishedAtMs } = workflow;
  const nowMs = useNow(startedAtMs !== null && finishedAtMs === null ? RUNNING_CLOCK_MS : null);
  if (startedAtMs === null) return "–";
  return formatDuration((finishedAtMs ?? nowMs) - startedAtMs);
}
