import { formatQuantity } from "@/lib/format.ts";
import type { FlowInputs } from "@/features/new-workflow/flow-inputs.ts";
import type { ParsedDocuments } from "@/features/new-workflow/documents.ts";
import type { PlacedFault } from "@/features/new-workflow/place-faults.ts";
import { NUMBER_FIELDS, numberFault, type RunOptions } from "@/features/new-workflow/run-options.ts";

export interface UploadState {
  readonly documents: ParsedDocuments;
  readonly options: RunOptions;
  readonly faults: readonly PlacedFault[];
  /** The server has not answered for what is in the fields now. */
  readonly isValidating: boolean;
}

const reasonOfOptions = (options: RunOptions): string | null =>
  NUMBER_FIELDS.some((field) => numberFault(field, options[field]) !== null)
    ? "Correct the marked number first."
    : null;

/** Why an upload cannot be submitted yet, as one sentence; null when it can. */
export function uploadNotReady({ documents, options, faults, isValidating }: UploadState): string | null {
  if (documents.blueprint.kind === "empty") return "Add a blueprint first.";
  if (documents.dockerinfo.kind === "empty") return "Add the dockerinfo: it says where the services answer.";
  const errors = faults.filter(({ severity }) => severity === "error").length;
  if (errors > 0) return `Correct ${formatQuantity(errors, "fault")} first.`;
  return reasonOfOptions(options) ?? (isValidating ? "Checking the documents…" : null);
}

/** Why a registered Flow cannot be submitted yet; null when it can. */
export function flowNotReady(flowId: string | null, options: RunOptions, inputs: FlowInputs): string | null {
  if (flowId === null) return "Choose a flow first.";
  return inputs.faults.length > 0 ? "Correct the inputs first." : reasonOfOptions(options);
}
