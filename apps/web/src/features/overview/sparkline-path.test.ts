import { expect, test } from "vitest";
import { sparklinePath } from "./sparkline-path.ts";

test("the highest value reaches the top, and zero is the bottom", () => {
  expect(sparklinePath([0, 4, 2])).toBe("M0 100 L50 0 L100 50");
});

test("values below 1 do not fill the height", () => {
  expect(sparklinePath([0, 0.5])).toBe("M0 100 L100 50");
});

test("no values are a line at the bottom", () => {
  expect(sparklinePath([])).toBe("M0 100 H100");
});
