import type { JsonObject, JsonValue } from "@gantry/contracts";
import { DataReference } from "@gantry/contracts";
import { REFERENCE_PARAM } from "../submission/compile-flow.ts";

/**
 * The references among a vertex's merged input, in blueprint order of its parents. A start node's arrive as one list
 * inside the list of messages; a parent without an output as null.
 */
export function inputReferences(input: JsonObject): DataReference[] {
  return flatten(input[REFERENCE_PARAM]).map((value) => DataReference.parse(value));
}

const flatten = (value: JsonValue | undefined): JsonValue[] => {
  if (Array.isArray(value)) return value.flatMap(flatten);
  return value === undefined || value === null ? [] : [value];
};

/** What a vertex hands to its children: its output with its own name as `metadata.source_node`. */
export function outputMessage(vertex: string, output: DataReference | null): JsonObject {
  if (output === null) return { [REFERENCE_PARAM]: null };
  return { [REFERENCE_PARAM]: { ...output, metadata: { ...output.metadata, source_node: vertex } } };
}
