import { expect, test } from "vitest";
import { median, percentile } from "./statistics.ts";

test("the median of an odd number of samples is the middle one, in whatever order they come", () => {
  expect(median([9, 1, 5])).toBe(5);
});

test("the median of an even number of samples is the mean of the two in the middle", () => {
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("a percentile is the sample of the nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([7], 0.01)).toBe(7);
});

test("without samples there is nothing to say", () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});
