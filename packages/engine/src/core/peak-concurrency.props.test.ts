import fc from "fast-check";
import { expect, test } from "vitest";
import { peakConcurrency } from "./peak-concurrency.ts";

const span = fc
  .record({ startMs: fc.nat(100), lengthMs: fc.integer({ min: 1, max: 50 }) })
  .map(({ startMs, lengthMs }) => ({ startMs, endMs: startMs + lengthMs }));

test("the peak is the largest number of spans found at any one instant", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
      const runningAt = (atMs: number): number =>
        spans.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs).length;
      expect(peakConcurrency(spans)).toBe(Math.max(0, ...spans.map(({ startMs }) => runningAt(startMs))));
    }),
  );
});

test("spans that follow each other without a gap do not overlap", () => {
  expect(
    peakConcurrency([
      { startMs: 0, endMs: 100 },
      { startMs: 100, endMs: 200 },
    ]),
  ).toBe(1);
});
