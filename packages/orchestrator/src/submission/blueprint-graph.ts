import type { Blueprint, SubmissionFault } from "@gantry/contracts";
import { MAX_BLUEPRINT_VERTICES } from "@gantry/contracts";
import { displayName } from "./display-name.ts";
import { createFault } from "./faults.ts";
import type { BlueprintGraph, Edge, Vertex } from "./vertex.ts";
import { vertexKey } from "./vertex.ts";

interface GraphReading {
  /** What can be drawn: without the vertices and edges that have faults. */
  readonly graph: BlueprintGraph;
  readonly faults: readonly SubmissionFault[];
}

/** The vertices and edges that a Blueprint's words mean, and what is wrong with them one by one. */
export function readGraph(blueprint: Blueprint): GraphReading {
  const faults: SubmissionFault[] = [];
  const byKey = readVertices(blueprint, faults);
  const edges = readEdges(blueprint, byKey, faults);
  return { graph: { vertices: [...byKey.values()], edges }, faults };
}

function readVertices(blueprint: Blueprint, faults: SubmissionFault[]): Map<string, Vertex> {
  const byKey = new Map<string, Vertex>();
  for (const [nodeIndex, node] of blueprint.nodes.entries()) {
    for (const [operationIndex, { operation_signature }] of node.operation_signature_list.entries()) {
      const operation = operation_signature.operation_name;
      const key = vertexKey(node.container_name, operation);
      const path = ["nodes", nodeIndex, "operation_signature_list", operationIndex];
      if (byKey.has(key)) {
        faults.push(createFault("blueprint", path, `Duplicate operation: ${displayName(key)}`, { nodeKeys: [key] }));
        continue;
      }
      const { container_name: containerName, node_type: nodeType, image } = node;
      byKey.set(key, { key, containerName, operation, nodeType, image, path });
    }
  }
  if (byKey.size > MAX_BLUEPRINT_VERTICES) {
    faults.push(createFault("blueprint", ["nodes"], `must have at most ${MAX_BLUEPRINT_VERTICES} operations`));
  }
  return byKey;
}

function readEdges(blueprint: Blueprint, byKey: ReadonlyMap<string, Vertex>, faults: SubmissionFault[]): Edge[] {
  const edges: Edge[] = [];
  for (const [nodeIndex, node] of blueprint.nodes.entries()) {
    for (const [operationIndex, { operation_signature, connected_to }] of node.operation_signature_list.entries()) {
      const from = byKey.get(vertexKey(node.container_name, operation_signature.operation_name));
      if (from === undefined) continue;
      const targets = new Set<Vertex>();
      for (const [connectionIndex, connection] of connected_to.entries()) {
        const operation = connection.operation_signature.operation_name;
        const key = vertexKey(connection.container_name, operation);
        const to = byKey.get(key);
        // Names may hold a colon, so that two pairs can share a key: the pair itself must be the one that is meant.
        if (to?.containerName !== connection.container_name || to.operation !== operation) {
          const path = [
            "nodes",
            nodeIndex,
            "operation_signature_list",
            operationIndex,
            "connected_to",
            connectionIndex,
          ];
          const message = `Invalid connection target: ${displayName(key)}`;
          faults.push(createFault("blueprint", path, message, { nodeKeys: [from.key] }));
          continue;
        }
        if (targets.has(to)) continue;
        targets.add(to);
        edges.push({ from, to });
      }
    }
  }
  return edges;
}
