import { JsonObject, type ErrorPolicy, type FlowDefinition, type SubmissionFault } from "@gantry/contracts";
import { ENTRY_SLOT, type JobEntryRequest } from "@gantry/engine";
import type { FlowRegistry } from "./flow-registry.ts";
import type { RetryOptions, SubmissionRequest } from "./submission.ts";

export type RegisteredSubmission =
  | {
      readonly ok: true;
      readonly flow: FlowDefinition;
      readonly entries: readonly JobEntryRequest[];
      readonly jobs: number;
    }
  | { readonly ok: false; readonly faults: readonly SubmissionFault[] };

/** Reads a submission that names a registered Flow; pure, all faults at once. */
export function readRegisteredSubmission(
  flowId: string,
  request: SubmissionRequest,
  flows: FlowRegistry,
): RegisteredSubmission {
  const flow = flows.newest(flowId);
  if (flow === undefined) return { ok: false, faults: [unknownFlow(flowId, flows)] };
  const registered = flow.definition();
  const inputs = JsonObject.safeParse(request.inputs ?? {});
  const entryRoutines = entriesOf(registered);
  const faults = [
    ...blueprintOnly(request),
    ...(inputs.success ? [] : [fault("inputs", [], "must be an object: the message that the Flow's entry gets")]),
    ...(entryRoutines.length > 0
      ? []
      : [
          fault(
            "submission",
            ["flow"],
            `${flowId} has no entry: no Routine without incoming Connections has a Slot "${ENTRY_SLOT}"`,
          ),
        ]),
  ];
  if (faults.length > 0 || !inputs.success) return { ok: false, faults };
  const entries = entryRoutines.map((routine) => ({ routine, slot: ENTRY_SLOT, data: inputs.data }));
  return { ok: true, flow: withLimits(registered, request), entries, jobs: request.jobs ?? flow.defaultJobs };
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
      fault("submission", path, `${path.join(".")} belongs to a Blueprint; a registered Flow was named`),
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

function unknownFlow(flowId: string, flows: FlowRegistry): SubmissionFault {
  const known = flows
    .list()
    .map((flow) => flow.flowId)
    .join(", ");
  return fault(
    "submission",
    ["flow"],
    `Flow not found: ${flowId.slice(0, 100)}. Registered: ${known === "" ? "none" : known}`,
  );
}

const fault = (document: SubmissionFault["document"], path: string[], message: string): SubmissionFault => ({
  document,
  path,
  message,
  nodeKeys: [],
  severity: "error",
});
