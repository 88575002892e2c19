import { JsonObject, type ErrorPolicy, type FlowDefinition, type SubmissionFault } from "@gantry/contracts";
import { ENTRY_SLOT, type JobEntryRequest } from "@gantry/engine";
import { findFlow, type FlowSources } from "./find-flow.ts";
import { submissionFault } from "./submission-fault.ts";
import type { RetryOptions, SubmissionRequest, SubmittedFlow } from "./submission.ts";

export type FlowSubmission =
  | {
      readonly ok: true;
      readonly flow: FlowDefinition;
      readonly entries: readonly JobEntryRequest[];
      readonly jobs: number;
      /** Limit of each Job, ms; null: none. */
      readonly jobTimeoutMs: number | null;
    }
  | { readonly ok: false; readonly faults: readonly SubmissionFault[] };

/** Reads a submission of a Flow, registered or whole; all faults at once. */
export function readFlowSubmission(
  submitted: SubmittedFlow,
  request: SubmissionRequest,
  sources: FlowSources,
): FlowSubmission {
  const found = findFlow(submitted, sources);
  const inputs = JsonObject.safeParse(request.inputs ?? {});
  const faults = [
    ...(found.ok ? entryFaults(found.definition) : found.faults),
    ...blueprintOnly(request),
    ...(inputs.success
      ? []
      : [submissionFault("inputs", [], "must be an object: the message that the Flow's entry gets")]),
  ];
  if (faults.length > 0 || !inputs.success || !found.ok) return { ok: false, faults };
  const { flow, definition } = found;
  return {
    ok: true,
    flow: withLimits(definition, request),
    entries: entriesOf(definition).map((routine) => ({ routine, slot: ENTRY_SLOT, data: inputs.data })),
    jobs: request.jobs ?? flow.defaultJobs,
    jobTimeoutMs: request.timeouts?.workflowMs ?? flow.executionTimeoutMs,
  };
}

function entryFaults(flow: FlowDefinition): SubmissionFault[] {
  if (entriesOf(flow).length > 0) return [];
  const why = `${flow.flowId} has no entry: no Routine without incoming Connections has a Slot "${ENTRY_SLOT}"`;
  return [submissionFault("submission", ["flow"], why)];
}

/** Where a Job begins: the Routines that no Connection leads to. */
function entriesOf(flow: FlowDefinition): string[] {
  const targets = new Set(flow.connections.map((connection) => connection.target));
  return flow.routines
    .filter(({ name, slots }) => !targets.has(name) && slots.some((slot) => slot.name === ENTRY_SLOT))
    .map((routine) => routine.name);
}

/** Fields that mean nothing for a Flow made by code: better refused than ignored. */
function blueprintOnly(request: SubmissionRequest): SubmissionFault[] {
  const { blueprint, dockerinfo, parameters, retry, timeouts } = request;
  const calls = timeouts?.connectMs ?? timeouts?.callMs ?? timeouts?.polling;
  const given: readonly (readonly [string[], unknown])[] = [
    [["blueprint"], blueprint],
    [["dockerinfo"], dockerinfo],
    [["parameters"], parameters],
    [["retry", "nodes"], retry?.nodes],
    [["timeouts", "nodes"], timeouts?.nodes],
    [["timeouts"], calls],
  ];
  return given
    .filter(([, value]) => value !== undefined)
    .map(([path]) =>
      submissionFault("submission", path, `${path.join(".")} belongs to a Blueprint; this submission is of a Flow`),
    );
}

function withLimits(flow: FlowDefinition, { retry, timeouts }: SubmissionRequest): FlowDefinition {
  const attemptMs = timeouts?.attemptMs;
  return {
    ...flow,
    errorPolicy: retry === undefined ? flow.errorPolicy : retryPolicy(retry),
    routines:
      attemptMs === undefined
        ? flow.routines
        : flow.routines.map((routine) => ({ ...routine, attemptTimeoutMs: routine.attemptTimeoutMs ?? attemptMs })),
  };
}

const retryPolicy = ({ maxRetries, retryDelayMs, backoffFactor, jitterRatio }: RetryOptions): ErrorPolicy => ({
  strategy: "retry",
  maxRetries: maxRetries ?? 0,
  retryDelayMs: retryDelayMs ?? 1_000,
  backoffFactor: backoffFactor ?? 2,
  jitterRatio: jitterRatio ?? 0,
  onExhausted: "stop",
});
