import { AppError } from "@gantry/contracts";
import { validateFlow } from "../core/index.ts";
import type { JobEntryRequest, WorkflowRequest } from "./engine-types.ts";

/**
 * Refuses what could be stored but never run: a Workflow that was accepted must be able to end.
 * @throws AppError `invalid_input` naming every fault.
 */
export function assertRunnable(request: WorkflowRequest): void {
  const { flow, entries, jobSeeds = [], jobs, maxWorkers, jobTimeoutMs } = request;
  const faults = validateFlow(flow);
  for (const entry of [...entries, ...jobSeeds.flatMap((seed) => seed.entries)])
    faults.push(...entryFaults(request, entry));
  if (jobs !== undefined && !isCount(jobs)) faults.push(`jobs must be a whole number above 0, not ${String(jobs)}`);
  if (!isCount(maxWorkers ?? 1)) faults.push(`maxWorkers must be a whole number above 0, not ${String(maxWorkers)}`);
  if (!((jobTimeoutMs ?? 1) > 0)) faults.push(`jobTimeoutMs must be above 0, not ${String(jobTimeoutMs)}`);
  if (faults.length > 0)
    throw new AppError("invalid_input", `Workflow "${request.name}" cannot run: ${[...new Set(faults)].join("; ")}`);
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

function entryFaults({ flow }: WorkflowRequest, { routine: name, slot }: JobEntryRequest): string[] {
  const routine = flow.routines.find((each) => each.name === name);
  if (!routine) return [`there is no routine "${name}" to enter`];
  return routine.slots.some((each) => each.name === slot)
    ? []
    : [`routine "${name}" has no slot "${slot}" to enter by`];
}
