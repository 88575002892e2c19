import { expect, test } from "vitest";
import { NODE_HEIGHT_PX, NODE_WIDTH_PX, layoutFlow } from "./flow-layout.ts";

const diamond = {
  nodes: ["a", "b", "c", "d"],
  edges: [
    ["a", "b"],
    ["a", "c"],
    ["b", "d"],
    ["c", "d"],
  ],
} as const;

test("messages flow to the right, and to the bottom where there is no width", () => {
  const wide = layoutFlow({ ...diamond, direction: "LR" });
  expect(wide.a?.x).toBeLessThan(wide.b?.x ?? 0);
  expect(wide.b?.x).toBeLessThan(wide.d?.x ?? 0);
  const tall = layoutFlow({ ...diamond, direction: "TB" });
  expect(tall.a?.y).toBeLessThan(tall.b?.y ?? 0);
});

test("nodes never overlap, in a graph with loops and self-loops too", () => {
  const nodes = Array.from({ length: 60 }, (_, index) => `n${String(index)}`);
  const edges = nodes.map((name, index) => [name, nodes[(index * 7) % 60] ?? name] as const);
  const places = Object.values(layoutFlow({ nodes, edges, direction: "LR" }));
  for (const [index, a] of places.entries()) {
    for (const b of places.slice(index + 1)) {
      expect(Math.abs(a.x - b.x) >= NODE_WIDTH_PX || Math.abs(a.y - b.y) >= NODE_HEIGHT_PX).toBe(true);
    }
  }
});
