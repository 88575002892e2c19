import { expect, test } from "vitest";
import { countsOfRun, playwrightCounts, sumCounts, vitestCounts } from "./test-counts.mjs";

test("a Vitest file that does not load counts as a failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{}, {}] },
  ];
  const report = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, testResults };
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 3, skipped: 1 });
});

test("a flaky Playwright test passed, an error outside of tests failed", () => {
  const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
  expect(playwrightCounts(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
});

test("a run without a report counts as one failure", () => {
  expect(countsOfRun("/no/such/report.json", vitestCounts, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("runs are summed", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sumCounts([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
