import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} TestCounts */

/**
 * @typedef {object} VitestReport What is read of Vitest's JSON reporter.
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults By file.
 */

/**
 * @typedef {object} PlaywrightReport What is read of Playwright's JSON reporter.
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} errors Those outside any test, such as a file that does not load.
 */

/** @param {VitestReport} report @returns {TestCounts} */
export function vitestCounts(report) {
  const unloadable = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests,
  };
}

/** A flaky test passed in the end. @param {PlaywrightReport} report @returns {TestCounts} */
export const playwrightCounts = ({ stats, errors }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  skipped: stats.skipped,
});

/**
 * Counts of one run. A run that left no report, or that failed although every test in its report passed, counts as one
 * failure: whatever went wrong must show in the sum.
 *
 * @template Report
 * @param {string} reportPath
 * @param {(report: Report) => TestCounts} read
 * @param {number} exitCode
 * @returns {TestCounts}
 */
export function countsOfRun(reportPath, read, exitCode) {
  try {
    const counts = read(JSON.parse(readFileSync(reportPath, "utf8")));
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {readonly TestCounts[]} all @returns {TestCounts} */
export const sumCounts = (all) =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
