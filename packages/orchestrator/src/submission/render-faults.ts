import type { SubmissionFault } from "@gantry/contracts";
import { displayName } from "./display-name.ts";
import type { FaultDocument } from "./faults.ts";
import type { FaultPath } from "./vertex.ts";

const DOCUMENTS: readonly FaultDocument[] = ["blueprint", "dockerinfo", "flow", "inputs", "parameters", "submission"];

/** Faults of one document that one text holds; the structured list has the others. */
const MAX_RENDERED = 20;

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `nodes[0].connected_to[1]`, with keys that are no plain words quoted: `["my-service:Run"]`. "" for the document itself. */
export function renderPath(path: FaultPath): string {
  const steps = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return PLAIN_KEY.test(key) ? `.${displayName(key)}` : `[${JSON.stringify(displayName(key))}]`;
  });
  return steps.join("").replace(/^\./, "");
}

function renderFault(fault: SubmissionFault): string {
  return fault.path.length === 0 ? fault.message : `${fault.message} (at ${renderPath(fault.path)})`;
}

function renderDocument(document: FaultDocument, faults: readonly SubmissionFault[]): string {
  const shown = faults.slice(0, MAX_RENDERED).map(renderFault);
  const hidden = faults.length - shown.length;
  if (hidden > 0) shown.push(`and ${hidden} more`);
  return `Invalid ${document}: ${shown.join("; ")}`;
}

/**
 * The REST `detail` of a refused submission: `Invalid blueprint: …`, `Invalid dockerinfo: …`, `Invalid inputs: …`, each
 * fault with its JSON path. Warnings are left out; "" when there is nothing but warnings.
 */
export function renderFaults(faults: readonly SubmissionFault[]): string {
  const errors = faults.filter((fault) => fault.severity === "error");
  return DOCUMENTS.map((document) => ({ document, own: errors.filter((fault) => fault.document === document) }))
    .filter(({ own }) => own.length > 0)
    .map(({ document, own }) => renderDocument(document, own))
    .join("; ");
}
