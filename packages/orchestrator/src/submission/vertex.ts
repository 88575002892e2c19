import type { SubmissionFault } from "@gantry/contracts";

export type FaultPath = SubmissionFault["path"];

/** One operation of one container: what becomes a Routine. */
export interface Vertex {
  /** `container:operation`, unique in its graph; the Routine's name. */
  readonly key: string;
  readonly containerName: string;
  readonly operation: string;
  readonly nodeType: string;
  readonly image: string;
  /** Where it stands in the blueprint. */
  readonly path: FaultPath;
}

/** A Blueprint as a graph. Both lists are in blueprint order, and every edge is there once. */
export interface BlueprintGraph {
  readonly vertices: readonly Vertex[];
  readonly edges: readonly Edge[];
}

export interface Edge {
  readonly from: Vertex;
  readonly to: Vertex;
}

export const vertexKey = (containerName: string, operation: string): string => `${containerName}:${operation}`;

/** Collects vertices under keys, each list in the order given. */
export function groupVertices<K>(pairs: Iterable<readonly [K, Vertex]>): Map<K, Vertex[]> {
  const groups = new Map<K, Vertex[]>();
  for (const [key, vertex] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [vertex]);
    else group.push(vertex);
  }
  return groups;
}
