import { strongComponents } from "./strong-components.ts";

/**
 * One cycle for each knot (strongly connected component) of a graph: a shortest one through the knot's first vertex,
 * as its vertices in order, the first not repeated at the end. Empty when the graph has no cycle. Iterative.
 */
export function findCycles<V extends string | number | object>(
  vertices: readonly V[],
  successorsOf: (vertex: V) => readonly V[],
): V[][] {
  return strongComponents(vertices, successorsOf).flatMap((component) => {
    const members = new Set(component);
    const first = component[0];
    if (first === undefined) return [];
    const cycle = shortestCycle(first, (vertex) => successorsOf(vertex).filter((child) => members.has(child)));
    return cycle === null ? [] : [cycle];
  });
}

/** Breadth first from `start` until an edge leads back to it; null when none does. */
function shortestCycle<V extends string | number | object>(
  start: V,
  successorsOf: (vertex: V) => readonly V[],
): V[] | null {
  const reachedFrom = new Map<V, V>();
  const queue = [start];
  // The array grows while it is walked: it is the queue.
  for (const vertex of queue) {
    for (const child of successorsOf(vertex)) {
      if (child === start) return pathTo(vertex, reachedFrom);
      if (reachedFrom.has(child)) continue;
      reachedFrom.set(child, vertex);
      queue.push(child);
    }
  }
  return null;
}

function pathTo<V>(end: V, reachedFrom: ReadonlyMap<V, V>): V[] {
  const path: V[] = [];
  for (let vertex: V | undefined = end; vertex !== undefined; vertex = reachedFrom.get(vertex)) path.push(vertex);
  return path.reverse();
}
