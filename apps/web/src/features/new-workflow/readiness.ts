import { formatQuantity } from "@/lib/format.ts";
import type { ParsedDocuments } from "@/features/new-workflow/documents.ts";
import type { PlacedFault } from "@/features/new-workflow/place-faults.ts";
import { NUMBER_FIELDS, numberFault, type RunOptions } from "@/features/new-workflow/run-options.ts";

export interface FormState {
  readonly source: "blueprint" | "flow";
  readonly documents: ParsedDocuments;
  readonly flowId: string | null;
  readonly options: RunOptions;
  readonly faults: readonly PlacedFault[];
  /** The server has not answered for what is in the fields now. */
  readonly isValidating: boolean;
}

/** Why the form cannot be submitted yet, as one sentence; null when it can. */
export function reasonNotReady(form: FormState): string | null {
  if (NUMBER_FIELDS.some((field) => numberFault(field, form.options[field]) !== null)) {
    return "Correct the marked number first.";
  }
  return form.source === "flow" ? reasonOfFlow(form) : reasonOfDocuments(form);
}

const reasonOfFlow = ({ flowId }: FormState): string | null => (flowId === null ? "Choose a flow first." : null);

function reasonOfDocuments({ documents, faults, isValidating }: FormState): string | null {
  if (documents.blueprint.kind === "empty") return "Add a blueprint first.";
  if (documents.dockerinfo.kind === "empty") return "Add the dockerinfo: it says where the services answer.";
  const errors = faults.filter(({ severity }) => severity === "error").length;
  if (errors > 0) return `Correct ${formatQuantity(errors, "fault")} first.`;
  return isValidating ? "Checking the documents…" : null;
}
