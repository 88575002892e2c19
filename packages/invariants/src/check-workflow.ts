import type { JobState } from "@gantry/contracts";
import type { JobEvidence, WorkflowEvidence } from "./evidence.ts";
import { jobHistoryFaults, workerLimitFaults } from "./history-faults.ts";
import type { InvariantFault } from "./invariant.ts";
import { logFaults } from "./log-faults.ts";
import { jobProjectionFaults, workflowProjectionFaults } from "./projection-faults.ts";
import { foldHistory } from "./sequence-faults.ts";
import { valueFaults } from "./value-faults.ts";

/** One Workflow after the check. `states` are the folds of the Jobs that could be folded. */
export interface CheckedWorkflow {
  readonly faults: readonly InvariantFault[];
  readonly states: readonly JobState[];
}

/** Holds everything that is kept of one Workflow against I1 to I11. */
export function checkWorkflow(evidence: WorkflowEvidence): CheckedWorkflow {
  const jobs = evidence.jobs.map((job) => checkJob(job, evidence));
  const states = jobs.flatMap(({ state }) => state ?? []);
  const histories = evidence.jobs.map(({ events }) => events);
  return {
    faults: [
      ...workflowProjectionFaults(evidence, states),
      ...jobs.flatMap(({ faults }) => faults),
      ...workerLimitFaults(evidence.workflowId, histories, evidence.maxWorkers),
    ],
    states,
  };
}

function checkJob(
  job: JobEvidence,
  { workflowId, flow, valueRefs, readAtMs }: WorkflowEvidence,
): { readonly state: JobState | null; readonly faults: readonly InvariantFault[] } {
  const { jobId, events, logs } = job;
  if (events.length === 0) {
    return { state: null, faults: [{ invariant: "I1", subject: jobId, message: "it has no history" }] };
  }
  const { state } = foldHistory(jobId, events);
  const ofAnother = state !== null && state.workflowId !== workflowId;
  const faults: InvariantFault[] = [
    ...(ofAnother ? [{ invariant: "I1" as const, subject: jobId, message: `it is of ${state.workflowId}` }] : []),
    ...jobHistoryFaults(jobId, events, flow),
    ...logFaults(jobId, logs, events.length),
    ...valueFaults(jobId, events, valueRefs),
    // What cannot be folded was reported above, once.
    ...(state === null ? [] : jobProjectionFaults(job, readAtMs)),
  ];
  return { state, faults };
}
