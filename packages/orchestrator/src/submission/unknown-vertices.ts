import type { SubmissionFault } from "@gantry/contracts";
import { displayName } from "./display-name.ts";
import type { FaultDocument } from "./faults.ts";
import { createFault } from "./faults.ts";
import type { BlueprintGraph, FaultPath } from "./vertex.ts";

/** Where settings by vertex stand: the document, and the path of the record whose keys are vertex keys. */
export interface VertexSettings {
  readonly document: FaultDocument;
  readonly path: FaultPath;
  readonly keys: readonly string[];
}

/** A fault for each key that names no vertex of the graph: a setting for nothing is a mistake, not a wish. */
export function faultsOfUnknownVertices(graph: BlueprintGraph, settings: readonly VertexSettings[]): SubmissionFault[] {
  const known = new Set(graph.vertices.map((vertex) => vertex.key));
  return settings.flatMap(({ document, path, keys }) =>
    keys
      .filter((key) => !known.has(key))
      .map((key) => createFault(document, [...path, key], `Unknown operation: ${displayName(key)}`)),
  );
}
