import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** @returns {string | undefined} */
const systemChromium = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

/**
 * The browser that the scenarios use: `CHROMIUM_PATH`, else one of this system, else Playwright's own download.
 *
 * @returns {string | null} null when there is none.
 * @throws when `CHROMIUM_PATH` names nothing: a wrong setting must not silently test another browser.
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, and nothing is there: correct or unset it.`);
    return named;
  }
  const bundled = chromium.executablePath();
  return systemChromium() ?? (existsSync(bundled) ? bundled : null);
}
