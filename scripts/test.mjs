// `npm test`: every test there is, from a fresh clone. Ends with one line, `N passed, N failed`.
import { ensureChromium } from "./lib/browser.mjs";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { ensurePostgresql } from "./lib/postgresql.mjs";
import { sumCounts } from "./lib/test-counts.mjs";
import { runPlaywright, runVitest } from "./lib/test-runs.mjs";

/** @returns {Promise<import("./lib/test-counts.mjs").TestCounts>} */
async function runAll() {
  try {
    await ensureDependencies();
    const chromium = await ensureChromium();
    await ensurePostgresql();
    await ensureBuilt();
    return sumCounts([await runVitest(), await runPlaywright(chromium)]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const { passed, failed, skipped } = await runAll();
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
