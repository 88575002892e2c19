import { toAppError, type FlowDefinition, type SubmissionFault } from "@gantry/contracts";
import { Flow, type FlowDocumentFault, type RoutineRegistry } from "@gantry/engine";
import type { FlowRegistry } from "./flow-registry.ts";
import { submissionFault } from "./submission-fault.ts";
import type { SubmittedFlow } from "./submission.ts";

/** From what submissions of Flows are served. */
export interface FlowSources {
  readonly flows: FlowRegistry;
  readonly routines: RoutineRegistry;
}

export type FoundFlow =
  | { readonly ok: true; readonly flow: Flow; readonly definition: FlowDefinition }
  | { readonly ok: false; readonly faults: readonly SubmissionFault[] };

/** The newest version of the Flow that is named, or the one that the document describes, built from registered classes. */
export function findFlow(submitted: SubmittedFlow, { flows, routines }: FlowSources): FoundFlow {
  if (typeof submitted !== "string") return buildFlow(submitted, routines);
  const flow = flows.newest(submitted);
  return flow === undefined ? unknownFlow(submitted, flows) : { ok: true, flow, definition: flow.definition() };
}

function buildFlow(document: unknown, routines: RoutineRegistry): FoundFlow {
  try {
    const flow = Flow.deserialize(document, routines);
    const faults = flow.validate();
    if (faults.length === 0) return { ok: true, flow, definition: { ...flow.definition(), builtFrom: "document" } };
    return { ok: false, faults: faults.map((message) => submissionFault("flow", ["definition"], message)) };
  } catch (error) {
    return { ok: false, faults: faultsOf(error) };
  }
}

function faultsOf(thrown: unknown): SubmissionFault[] {
  const { message, details } = toAppError(thrown);
  if (!hasFaults(details)) return [submissionFault("flow", [], message)];
  return details.faults.map(({ path, message: text, routine }) =>
    submissionFault("flow", [...path], text, routine === undefined ? [] : [routine]),
  );
}

const hasFaults = (details: unknown): details is { readonly faults: readonly FlowDocumentFault[] } =>
  typeof details === "object" && details !== null && "faults" in details;

function unknownFlow(flowId: string, flows: FlowRegistry): FoundFlow {
  const known = flows
    .list()
    .map((flow) => flow.flowId)
    .join(", ");
  const message = `Flow not found: ${flowId.slice(0, 100)}. Registered: ${known === "" ? "none" : known}`;
  return { ok: false, faults: [submissionFault("submission", ["flow"], message)] };
}
