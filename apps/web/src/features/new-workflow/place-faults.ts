import type { SubmissionFault } from "@gantry/contracts";
import {
  DOCUMENT_NAMES,
  type DocumentName,
  type DocumentTexts,
  type ParsedDocuments,
} from "@/features/new-workflow/documents.ts";
import { type JsonDocument, locate, type TextPlace } from "@/features/new-workflow/json-document.ts";

/** A fault with its place in a text; `place` null: it concerns the submission and no document. */
export interface PlacedFault {
  readonly key: string;
  readonly document: SubmissionFault["document"];
  readonly place: TextPlace | null;
  readonly message: string;
  readonly severity: SubmissionFault["severity"];
  readonly nodeKeys: readonly string[];
}

const SYNTAX_FAULTS_SHOWN = 3;

/** Whether it is one of the texts of this form. */
export const isDocument = (name: SubmissionFault["document"]): name is DocumentName =>
  (DOCUMENT_NAMES as readonly string[]).includes(name);

/** Faults of the texts as JSON. After the first ones the rest is mostly their echo. */
export const syntaxFaults = (documents: ParsedDocuments): readonly PlacedFault[] =>
  DOCUMENT_NAMES.flatMap((name) => syntaxFaultsOf(name, documents[name]));

/** The same of one of them. */
export function syntaxFaultsOf(name: DocumentName, document: JsonDocument): readonly PlacedFault[] {
  if (document.kind !== "broken") return [];
  return document.faults.slice(0, SYNTAX_FAULTS_SHOWN).map(({ message, ...place }) => ({
    key: `${name}:${place.from}:${message}`,
    document: name,
    place,
    message,
    severity: "error" as const,
    nodeKeys: [],
  }));
}

/** The server's faults, pinned to their texts. What it says about a document that is not there yet is left out: nobody has done it wrong. */
export function placeFaults(
  faults: readonly SubmissionFault[],
  texts: DocumentTexts,
  documents: ParsedDocuments,
): readonly PlacedFault[] {
  return faults.flatMap(({ document: name, path, message, severity, nodeKeys }) => {
    const fault = { key: `${name}:${path.join("/")}:${message}`, document: name, message, severity, nodeKeys };
    if (!isDocument(name)) return [{ ...fault, place: null }];
    const document = documents[name];
    if (document.kind === "empty" && (name === "blueprint" || name === "dockerinfo")) return [];
    return [{ ...fault, place: document.kind === "parsed" ? locate(texts[name], document.root, path) : null }];
  });
}

/** The nodes of the graph that have an error. */
export const faultyNodes = (faults: readonly PlacedFault[]): ReadonlySet<string> =>
  new Set(faults.filter(({ severity }) => severity === "error").flatMap(({ nodeKeys }) => nodeKeys));

export type FaultsByDocument = Readonly<Record<DocumentName, readonly PlacedFault[]>>;

/** The faults that each text shows. */
export function groupByDocument(faults: readonly PlacedFault[]): FaultsByDocument {
  const of = (name: DocumentName) => faults.filter(({ document }) => document === name);
  return {
    blueprint: of("blueprint"),
    dockerinfo: of("dockerinfo"),
    inputs: of("inputs"),
    parameters: of("parameters"),
  };
}
