import { AppError, isDeeperThan, JsonObject, MAX_JSON_DEPTH, type SubmissionFault } from "@gantry/contracts";
import type { Engine, WorkflowRequest } from "@gantry/engine";
import { parseSubmission, renderFaults, type ParsedSubmission } from "@gantry/orchestrator";
import type { Caller } from "../auth/caller.ts";
import type { Sealer } from "../secrets/sealer.ts";
import type { Validation } from "./actions.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { FlowSources } from "./find-flow.ts";
import { readFlowSubmission } from "./flow-submission.ts";
import type { SubmissionDocuments, SubmissionRequest, SubmittedFlow } from "./submission.ts";

export interface SubmitterOptions {
  readonly engine: Engine;
  readonly sources: FlowSources;
  readonly sealer: Sealer;
  readonly audit: AuditTrail;
  /** What the operator has against a host as it is spelled, as a message; null: nothing. */
  readonly refuseHost: (host: string) => string | null;
}

/** A submission that is good, and what should be said about it all the same. */
interface Reading {
  readonly workflow: Pick<
    WorkflowRequest,
    "name" | "origin" | "flow" | "entries" | "jobs" | "maxWorkers" | "jobTimeoutMs"
  >;
  readonly warnings: readonly SubmissionFault[];
}

/** Takes submissions in: all faults at once, or a Workflow that is durable. */
export class Submitter {
  readonly #options: SubmitterOptions;

  constructor(options: SubmitterOptions) {
    this.#options = options;
  }

  /** The faults and warnings of uploaded documents, and what can be drawn of them. Stores nothing. */
  validate(documents: SubmissionDocuments): Validation {
    const parsed = this.#parse(documents);
    return { faults: parsed.faults, flow: parsed.ok ? parsed.flow : parsed.draft };
  }

  /**
   * The warnings of a submission that would be taken in.
   * @throws AppError `invalid_input` with all `details.faults`
   */
  check(request: SubmissionRequest): readonly SubmissionFault[] {
    return this.#read(request).warnings;
  }

  /** @throws AppError `invalid_input` with all `details.faults`, and then nothing is stored. */
  async submit(request: SubmissionRequest, caller: Caller): Promise<{ readonly workflowId: string }> {
    const { workflow } = this.#read(request);
    const { engine, sealer, audit } = this.#options;
    const { workflowId, created } = await engine.submit({
      ...workflow,
      submission: withoutSecrets(request),
      idempotencyKey: request.idempotencyKey ?? null,
      sealedSecret: request.servicesApiKey === undefined ? null : sealer.seal(request.servicesApiKey),
    });
    if (created) audit.record(caller, "submit", workflowId);
    return { workflowId };
  }

  #read(request: SubmissionRequest): Reading {
    return request.flow === undefined ? this.#readBlueprint(request) : this.#readFlow(request.flow, request);
  }

  #readBlueprint(request: SubmissionRequest): Reading {
    const parsed = this.#parse(request);
    if (!parsed.ok) throw refused(parsed.faults);
    const { flow, entries, jobs, maxWorkers, jobTimeoutMs, faults } = parsed;
    const name = request.name ?? flow.name;
    return { workflow: { name, origin: "blueprint", flow, entries, jobs, maxWorkers, jobTimeoutMs }, warnings: faults };
  }

  #readFlow(submitted: SubmittedFlow, request: SubmissionRequest): Reading {
    const read = readFlowSubmission(submitted, request, this.#options.sources);
    if (!read.ok) throw refused(read.faults);
    const { flow, entries, jobs, jobTimeoutMs } = read;
    const workflow: Reading["workflow"] = {
      name: request.name ?? flow.name,
      origin: "flow",
      flow,
      entries,
      jobs,
      maxWorkers: request.maxWorkers === undefined ? flow.maxWorkers : request.maxWorkers,
      jobTimeoutMs,
    };
    return { workflow, warnings: [] };
  }

  #parse(request: SubmissionRequest): ParsedSubmission {
    const { blueprint, dockerinfo, inputs, parameters, jobs, maxWorkers, retry, timeouts } = request;
    return parseSubmission(
      { blueprint, dockerinfo, inputs, parameters, jobs, maxWorkers, retry, timeouts },
      { refuseHost: this.#options.refuseHost },
    );
  }
}

function refused(faults: readonly SubmissionFault[]): AppError {
  return new AppError("invalid_input", renderFaults(faults), { details: { faults } });
}

/** What is kept of a submission, for "run again with…". */
function withoutSecrets(request: SubmissionRequest): JsonObject {
  const { servicesApiKey: _secret, idempotencyKey: _key, ...kept } = request;
  if (isDeeperThan(kept, MAX_JSON_DEPTH + 1))
    throw new AppError("invalid_input", "The submission is nested too deeply");
  // Round trip: what was absent stays absent, and what is kept is JSON.
  return JsonObject.parse(JSON.parse(JSON.stringify(kept)));
}
