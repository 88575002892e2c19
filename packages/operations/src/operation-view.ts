import type { GenericProgressState } from "@gantry/contracts";
import {
  OperationFacts,
  ProgressDetail,
  type JobState,
  type JsonObject,
  type OperationSummary,
} from "@gantry/contracts";
import { summarizeJob } from "@gantry/engine/core";
import type { StoredOperation } from "./ports.ts";

const NO_DETAIL: ProgressDetail = {
  currentStep: null,
  totalSteps: null,
  itemsProcessed: null,
  totalItems: null,
  context: {},
  startedAtMs: null,
  estimatedRemainingMs: null,
};

/** The operation as its Job says, in place of its rows, which may be behind. */
export const withPresent = (
  stored: StoredOperation,
  state: JobState,
): StoredOperation & { readonly state: JobState } => ({
  ...stored,
  job: summarizeJob(state, stored.job.logCount),
  task: state.tasks[0] ?? null,
  state,
});

export function summarizeOperation(stored: StoredOperation & { readonly state?: JobState }): OperationSummary {
  const { job, task, state, name, retryOf } = stored;
  const facts = OperationFacts.parse(stored.facts);
  const { status, error } = job;
  const cancelReason = state?.cancelRequest?.reason ?? task?.cancelReason ?? null;
  return {
    operationId: job.jobId,
    workflowId: job.workflowId,
    ...facts,
    name,
    status,
    cancelRequested: status !== "cancelled" && (state?.cancelRequest ?? null) !== null,
    progress: progressOf(stored, facts.totalSteps),
    parentOperationId: job.parentJobId,
    retryOf,
    createdAtMs: job.createdAtMs,
    startedAtMs: job.startedAtMs,
    finishedAtMs: job.finishedAtMs,
    error,
    reason: error?.code ?? cancelReason,
  };
}

function progressOf({ job, task }: StoredOperation, totalSteps: number | null): GenericProgressState {
  const reported = progressState(task?.progressPercent ?? 0, task?.message ?? "", task?.progressDetail);
  const completed = job.status === "completed";
  return {
    ...reported,
    totalSteps: reported.totalSteps ?? totalSteps,
    percentage: completed ? 100 : reported.percentage,
    startedAtMs: reported.startedAtMs ?? job.startedAtMs,
    estimatedRemainingMs: job.finishedAtMs === null ? reported.estimatedRemainingMs : completed ? 0 : null,
  };
}

/** A GenericProgressState from what history keeps of it; a detail that is none counts for nothing. */
export function progressState(
  percentage: number,
  message: string,
  detail: JsonObject | null | undefined,
): GenericProgressState {
  const parsed = ProgressDetail.safeParse(detail ?? {});
  return { ...(parsed.success ? parsed.data : NO_DETAIL), percentage, message };
}
