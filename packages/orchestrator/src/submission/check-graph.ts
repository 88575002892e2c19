import type { SubmissionFault } from "@gantry/contracts";
import { displayName } from "./display-name.ts";
import { createFault } from "./faults.ts";
import { findCycles } from "./find-cycles.ts";
import type { BlueprintGraph, Vertex } from "./vertex.ts";
import { groupVertices } from "./vertex.ts";

/** Vertices of a cycle that its message names; the fault's `nodeKeys` have all of them. */
const MAX_NAMED = 10;

/** The vertices that no edge leads to, in blueprint order: they get the submitted inputs. */
export function startVertices(graph: BlueprintGraph): Vertex[] {
  const targets = new Set(graph.edges.map((edge) => edge.to));
  return graph.vertices.filter((vertex) => !targets.has(vertex));
}

/** Whether the graph can run from its start to its end: it has a start, and no cycle. */
export function checkGraph(graph: BlueprintGraph): SubmissionFault[] {
  const faults: SubmissionFault[] = [];
  if (startVertices(graph).length === 0) {
    const nodeKeys = graph.vertices.map((vertex) => vertex.key);
    faults.push(createFault("blueprint", ["nodes"], "No start nodes found", { nodeKeys }));
  }
  const successors = groupVertices(graph.edges.map((edge) => [edge.from, edge.to]));
  const cycles = findCycles(graph.vertices, (vertex) => successors.get(vertex) ?? []);
  return [...faults, ...cycles.map(cycleFault)];
}

function cycleFault(cycle: readonly Vertex[]): SubmissionFault {
  const [first] = cycle;
  const named = cycle.slice(0, MAX_NAMED).map((vertex) => displayName(vertex.key));
  if (cycle.length > MAX_NAMED) named.push(`… ${cycle.length - MAX_NAMED} more`);
  if (first !== undefined) named.push(displayName(first.key));
  return createFault("blueprint", first?.path ?? [], `Circular dependency detected: ${named.join(" → ")}`, {
    nodeKeys: cycle.map((vertex) => vertex.key),
  });
}
