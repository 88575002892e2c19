import { expect, it } from "vitest";
import { isDeeperThan } from "./json-depth.ts";

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
};

it("counts levels of arrays and objects, however wide", () => {
  expect(isDeeperThan(1, 0)).toBe(false);
  expect(isDeeperThan([], 0)).toBe(true);
  expect(isDeeperThan(nested(64), 64)).toBe(false);
  expect(isDeeperThan(nested(65), 64)).toBe(true);
  expect(isDeeperThan([1, {}, nested(5)], 5)).toBe(true);
});

it("does not recurse, so that no nesting can exhaust the stack", () => {
  expect(isDeeperThan(nested(1_000_000), 64)).toBe(true);
});
