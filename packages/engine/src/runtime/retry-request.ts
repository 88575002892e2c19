import { AppError, isTerminal, type JobState } from "@gantry/contracts";
import type { JobSeed, WorkflowRequest } from "./engine-types.ts";
import type { HistoryStore } from "./ports/history-store.ts";
import type { WorkflowRecord } from "./ports/workflow-store.ts";
import { Values } from "./values.ts";

/**
 * What to submit in order to run ended Jobs again, each taking over what its forerunner completed.
 * @throws AppError `conflict` when one of them has not ended, or when all have completed.
 */
export async function retryRequest(
  record: WorkflowRecord,
  states: readonly (JobState | null)[],
  history: HistoryStore,
): Promise<WorkflowRequest> {
  const ended = states.filter((state) => state !== null);
  const running = ended.find((state) => !isTerminal(state.status));
  if (running)
    throw new AppError("conflict", `Job ${running.jobId} is still ${running.status}: cancel it or wait, then retry`);
  if (ended.every((state) => state.status === "completed")) {
    throw new AppError(
      "conflict",
      `Everything completed: there is nothing to retry. Submit it again to run it once more`,
    );
  }
  const values = new Values(record.workflowId, history);
  const seedOf = async (state: JobState): Promise<JobSeed> => ({
    reusesJobId: state.jobId,
    entries: await Promise.all(
      state.entries.map(async ({ routine, slot, value }) => ({
        routine,
        slot,
        data: await values.unpackMessage(value),
      })),
    ),
  });
  const { name, origin, flow, maxWorkers, jobTimeoutMs, submission, workflowId } = record;
  const jobSeeds = await Promise.all(ended.map(seedOf));
  return { name, origin, flow, maxWorkers, jobTimeoutMs, submission, entries: [], jobSeeds, retryOf: workflowId };
}
