import type { FlowDefinition, SubmissionFault } from "@gantry/contracts";
import type { JobEntryRequest } from "@gantry/engine";
import type { ServiceCallSettings } from "../service-settings.ts";
import { DEFAULT_SERVICE_CALLS } from "../service-settings.ts";
import { startVertices } from "./check-graph.ts";
import { compileFlow, INPUT_SLOT, REFERENCE_PARAM } from "./compile-flow.ts";
import type { SubmissionDocuments, SubmissionReading } from "./read-submission.ts";
import { readSubmission } from "./read-submission.ts";

export interface SubmissionRules {
  /** How services are called where the submission says nothing. */
  readonly calls?: ServiceCallSettings;
  /** What the operator has against a host as it is spelled, as a message. What a name resolves to is seen at the call. */
  readonly refuseHost?: (host: string) => string | null;
}

/** `faults` of a good submission are warnings only. */
export type ParsedSubmission = GoodSubmission | BadSubmission;

export interface GoodSubmission {
  readonly ok: true;
  readonly flow: FlowDefinition;
  /** The first messages of every Job: the inputs, whole, for each start node. */
  readonly entries: readonly JobEntryRequest[];
  /** Where each container of the blueprint answers, in blueprint order. */
  readonly services: readonly { readonly containerName: string; readonly address: string }[];
  readonly jobs: number;
  readonly maxWorkers: number | null;
  /** Limit of each Job from its start, ms. */
  readonly jobTimeoutMs: number | null;
  readonly faults: readonly SubmissionFault[];
}

export interface BadSubmission {
  readonly ok: false;
  /** What can be drawn of it, never run; null when the blueprint is not good enough even for that. */
  readonly draft: FlowDefinition | null;
  readonly faults: readonly SubmissionFault[];
}

/** Beyond this many, faults repeat themselves; a hostile upload could have 100,000. */
const MAX_FAULTS = 1_000;

/**
 * Reads the submission of a Blueprint: the Flow with the first messages of its Jobs, or else all faults of all
 * documents at once. Pure, and never throws, whatever is uploaded.
 */
export function parseSubmission(documents: SubmissionDocuments, rules: SubmissionRules = {}): ParsedSubmission {
  const { calls = DEFAULT_SERVICE_CALLS, refuseHost = () => null } = rules;
  const reading = readSubmission(documents, refuseHost);
  const flow = compileReading(reading, calls);
  const faults = reading.faults.slice(0, MAX_FAULTS);
  const isBad = reading.faults.some((fault) => fault.severity === "error");
  if (isBad || flow === null || reading.graph === null) return { ok: false, draft: flow, faults };

  const inputs = reading.inputs.map((reference) => ({ ...reference }));
  const containers = new Set(reading.graph.vertices.map((vertex) => vertex.containerName));
  return {
    ok: true,
    flow,
    entries: startVertices(reading.graph).map(({ key }) => ({
      routine: key,
      slot: INPUT_SLOT,
      data: { [REFERENCE_PARAM]: inputs },
    })),
    services: [...containers].map((containerName) => ({
      containerName,
      address: reading.services.get(containerName) ?? "",
    })),
    jobs: reading.options.jobs,
    maxWorkers: reading.options.maxWorkers,
    jobTimeoutMs: reading.options.timeouts.workflowMs ?? null,
    faults,
  };
}

function compileReading(reading: SubmissionReading, calls: ServiceCallSettings): FlowDefinition | null {
  const { blueprint, graph, services, options } = reading;
  if (blueprint === null || graph === null) return null;
  const { name, version } = blueprint;
  const parameters = new Map(Object.entries(reading.parameters));
  return compileFlow({ name, version, graph, services, parameters, options, calls });
}
