import fc from "fast-check";
import { expect, test } from "vitest";
import { fromCsv, toCsv } from "./readings-csv.ts";

test("readings come back from their table as they were", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0 }), { minLength: 1 }), (hourly_wh) => {
      expect(fromCsv(toCsv({ hourly_wh }))).toEqual({ hourly_wh });
    }),
  );
});

test("another table, or one with holes, is refused", () => {
  expect(() => fromCsv("time,kw\n0,1\n")).toThrow("Readings must be a table with the columns hour,wh");
  expect(() => fromCsv("hour,wh\n0\n")).toThrow();
});
