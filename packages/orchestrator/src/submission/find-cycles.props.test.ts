import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCycles } from "./find-cycles.ts";

type Successors = readonly (readonly number[])[];

/** Up to 12 vertices, each with any successors, itself included. */
const graphs = fc
  .integer({ min: 1, max: 12 })
  .chain((size) => fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }));

const verticesOf = (graph: Successors): number[] => graph.map((_, vertex) => vertex);
const cyclesOf = (graph: Successors): number[][] => findCycles(verticesOf(graph), (vertex) => graph[vertex] ?? []);

/** The oracle: whether taking away vertices that nothing leads to, again and again, leaves any. */
function hasCycle(graph: Successors): boolean {
  let left = verticesOf(graph);
  for (;;) {
    const targets = new Set(left.flatMap((vertex) => graph[vertex] ?? []));
    const next = left.filter((vertex) => targets.has(vertex));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}

describe("findCycles", () => {
  it("finds one exactly where there is one", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        expect(cyclesOf(graph).length > 0).toBe(hasCycle(graph));
      }),
    );
  });

  it("names the vertices of each in the order of its edges, each vertex in one cycle at most", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const cycles = cyclesOf(graph);
        for (const cycle of cycles) {
          for (const [index, vertex] of cycle.entries()) {
            expect(graph[vertex]).toContain(cycle[(index + 1) % cycle.length]);
          }
        }
        const named = cycles.flat();
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });

  it("leaves no cycle once a vertex of every cycle it found, again and again, is taken away", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        let left = graph;
        for (let cycles = cyclesOf(left); cycles.length > 0; cycles = cyclesOf(left)) {
          const removed = new Set(cycles.map(([vertex]) => vertex));
          left = left.map((children, vertex) => (removed.has(vertex) ? [] : children.filter((c) => !removed.has(c))));
        }
        expect(hasCycle(left)).toBe(false);
      }),
    );
  });

  it("follows a chain and a ring of 100,000 vertices", () => {
    const size = 100_000;
    const chain = Array.from({ length: size }, (_, vertex) => (vertex + 1 < size ? [vertex + 1] : []));
    expect(cyclesOf(chain)).toEqual([]);
    const ring = chain.map((children) => (children.length === 0 ? [0] : children));
    expect(cyclesOf(ring)[0]).toHaveLength(size);
  });
});
