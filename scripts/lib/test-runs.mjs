import { rmSync } from "node:fs";
import { inRepository } from "./repository.mjs";
import { exitCodeOf } from "./run-command.mjs";
import { countsOfRun, playwrightCounts, vitestCounts } from "./test-counts.mjs";

/** @typedef {import("./test-counts.mjs").TestCounts} TestCounts */

/**
 * Runs Vitest, its output in this terminal.
 *
 * @param {readonly string[]} args
 * @returns {Promise<TestCounts>}
 */
export async function runVitest(args = []) {
  const report = inRepository("reports/vitest.json");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await exitCodeOf("npx", ["vitest", "run", ...reporters, ...args]);
  return countsOfRun(report, vitestCounts, code);
}

/**
 * Runs the Playwright scenarios, their output in this terminal.
 *
 * @param {string} chromiumPath
 * @returns {Promise<TestCounts>}
 */
export async function runPlaywright(chromiumPath) {
  const report = inRepository("reports/playwright.json");
  rmSync(report, { force: true });
  const env = { CHROMIUM_PATH: chromiumPath, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ["playwright", "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"];
  return countsOfRun(report, playwrightCounts, await exitCodeOf("npx", args, { env }));
}
