import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";
import { runCommand } from "./run-command.mjs";

/**
 * Finds the browser for the scenarios, and installs one when there is none.
 *
 * @returns {Promise<string>} Path of its program.
 */
export async function ensureChromium() {
  // Only now: before the dependencies are installed this module could not be loaded.
  const { findChromium } = await import("../../e2e/chromium.mjs");
  const found = findChromium();
  if (found !== null) return found;
  console.error("No Chromium found: installing one …");
  if (canInstallDebianPackages()) await installDebianPackages(["chromium"]);
  else await runCommand("npx", ["playwright", "install", "chromium"], { quiet: true });
  const installed = findChromium();
  if (installed === null) throw new Error("No Chromium could be installed: install one and set CHROMIUM_PATH to it.");
  return installed;
}
