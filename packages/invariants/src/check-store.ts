import { isTerminal } from "@gantry/contracts";
import { checkWorkflow } from "./check-workflow.ts";
import type { EvidenceSource } from "./evidence.ts";
import type { InvariantFault } from "./invariant.ts";

export interface CheckStoreOptions {
  /** I12: how many of a hundred ended Jobs must have completed, 0-100; default 0. A run that does nothing must not pass. */
  readonly minCompletedPercent?: number;
  /** Told after each Workflow. */
  readonly onWorkflow?: (workflowId: string, faults: readonly InvariantFault[]) => void;
  readonly signal?: AbortSignal;
}

export interface StoreReport {
  readonly sound: boolean;
  readonly faults: readonly InvariantFault[];
  /** What was looked at: a report without faults over nothing says nothing. */
  readonly checked: {
    readonly workflows: number;
    readonly jobs: number;
    readonly endedJobs: number;
    readonly completedJobs: number;
    readonly events: number;
    readonly tasks: number;
  };
}

/**
 * Holds a whole store against all invariants, one Workflow at a time. The store may be written to meanwhile.
 * @throws what the source throws; the signal's reason when it is aborted
 */
export async function checkStore(source: EvidenceSource, options: CheckStoreOptions = {}): Promise<StoreReport> {
  const faults: InvariantFault[] = [];
  const checked = { workflows: 0, jobs: 0, endedJobs: 0, completedJobs: 0, events: 0, tasks: 0 };
  for await (const workflowId of source.workflowIds()) {
    options.signal?.throwIfAborted();
    const evidence = await source.workflow(workflowId);
    if (evidence === null) continue;
    const workflow = checkWorkflow(evidence);
    faults.push(...workflow.faults);
    checked.workflows += 1;
    checked.jobs += evidence.jobs.length;
    checked.endedJobs += workflow.states.filter((state) => isTerminal(state.status)).length;
    checked.completedJobs += workflow.states.filter((state) => state.status === "completed").length;
    checked.events += evidence.jobs.reduce((sum, job) => sum + job.events.length, 0);
    checked.tasks += workflow.states.reduce((sum, state) => sum + state.tasks.length, 0);
    options.onWorkflow?.(workflowId, workflow.faults);
  }
  for (const message of await source.orphans()) faults.push({ invariant: "I10", subject: "the store", message });
  faults.push(...floorFaults(checked, options.minCompletedPercent ?? 0));
  return { sound: faults.length === 0, faults, checked };
}

function floorFaults({ endedJobs, completedJobs }: StoreReport["checked"], minPercent: number): InvariantFault[] {
  const percent = endedJobs === 0 ? 0 : (completedJobs / endedJobs) * 100;
  if (percent >= minPercent) return [];
  const message = `${completedJobs} of ${endedJobs} ended jobs completed, ${minPercent} % are asked for`;
  return [{ invariant: "I12", subject: "the store", message }];
}
