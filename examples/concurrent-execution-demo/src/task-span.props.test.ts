import fc from "fast-check";
import { expect, test } from "vitest";
import { idealMakespanMs, peakConcurrency } from "./task-span.ts";

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

test.each([
  { jobs: 4, maxWorkers: 2, idealMs: 1_300 },
  { jobs: 3, maxWorkers: 2, idealMs: 975 },
  { jobs: 1, maxWorkers: 1, idealMs: 650 },
  { jobs: 1, maxWorkers: 8, idealMs: 650 },
  { jobs: 2, maxWorkers: 8, idealMs: 650 },
])("$jobs jobs on $maxWorkers workers take $idealMs ms at best", ({ idealMs, ...work }) => {
  expect(idealMakespanMs({ ...work, workMs: 650, chainMs: 650 })).toBe(idealMs);
});
