import { expect, test } from "vitest";
import { type RankedNode, wrapRanks } from "./wrap-ranks.ts";

const grid = { alongPx: 200, acrossPx: 100, maxAcross: 10, lengthToBreadth: 2 };

const fanOut = (width: number): RankedNode[] => [
  { name: "start", along: 0, across: (width * 100) / 2 },
  ...Array.from({ length: width }, (_, index) => ({ name: `n${String(index)}`, along: 200, across: index * 100 })),
  { name: "end", along: 400, across: (width * 100) / 2 },
];

const extent = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

test("a layout whose ranks all fit stays as it is", () => {
  const nodes = fanOut(10);
  expect(wrapRanks(nodes, grid)).toBe(nodes);
});

test("a fan-out of hundreds becomes a block that is not much longer than broad", () => {
  const placed = wrapRanks(fanOut(400), grid);
  expect(extent(placed.map(({ across }) => across))).toBeLessThan(2500);
  expect(extent(placed.map(({ along }) => along))).toBeLessThan(5000);
});

test("no two nodes of a wrapped layout stand in one place, and what follows the block stands behind it", () => {
  const placed = wrapRanks(fanOut(123), grid);
  expect(new Set(placed.map(({ along, across }) => `${String(along)} ${String(across)}`)).size).toBe(125);
  const along = new Map(placed.map((node) => [node.name, node.along]));
  expect(along.get("end")).toBe(Math.max(...along.values()));
  expect(along.get("start")).toBe(0);
});

test("the nodes of a block keep their order", () => {
  const names = wrapRanks(fanOut(12), grid).map(({ name }) => name);
  expect(names).toEqual(["start", ...Array.from({ length: 12 }, (_, index) => `n${String(index)}`), "end"]);
});
