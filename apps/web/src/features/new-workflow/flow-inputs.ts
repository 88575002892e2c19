import type { FlowDefinition } from "@gantry/contracts";
import { type JsonDocument, parseJson } from "@/features/new-workflow/json-document.ts";
import { type PlacedFault, syntaxFaultsOf } from "@/features/new-workflow/place-faults.ts";

/** The first message of a Flow, as it is written. */
export interface FlowInputs {
  readonly text: string;
  /** undefined: nothing is given, or it cannot be sent. */
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly faults: readonly PlacedFault[];
}

/** Reads what shall be a JSON object; blank is none. */
export function readInputs(text: string): FlowInputs {
  const document = parseJson(text);
  const value = objectOf(document);
  return { text, value, faults: value === undefined ? faultsOf(document) : [] };
}

function objectOf(document: JsonDocument): FlowInputs["value"] {
  if (document.kind !== "parsed") return undefined;
  const { value } = document;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function faultsOf(document: JsonDocument): readonly PlacedFault[] {
  if (document.kind !== "parsed") return syntaxFaultsOf("inputs", document);
  const { offset, length } = document.root;
  const place = { from: offset, to: offset + length, line: 1, column: 1 };
  const message = "Inputs are a JSON object: { … }";
  return [{ key: message, document: "inputs", place, message, severity: "error", nodeKeys: [] }];
}

/** Where a Job begins, for people: the Routines that no Connection leads to. */
export function entryNames({ routines, connections }: FlowDefinition): string {
  const targets = new Set(connections.map(({ target }) => target));
  const names = routines.map(({ name }) => name).filter((name) => !targets.has(name));
  return new Intl.ListFormat("en").format(names);
}
