import { readFileSync } from "node:fs";
import { inRepository } from "./repository.mjs";
import { runCommand } from "./run-command.mjs";

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} Packages */

/** @param {string} path @returns {Packages | null} */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return null;
  }
}

/**
 * What the lock asks for and `node_modules` does not have. Optional packages (other platforms') do not count.
 * Compared by version and not by time, so that a `git checkout` does not make a good installation look old.
 *
 * @param {Packages} locked
 * @param {Packages} installed
 * @returns {string[]} Paths such as `node_modules/zod`.
 */
export function missingPackages(locked, installed) {
  return Object.entries(locked)
    .filter(([path, entry]) => path.includes("node_modules/") && !entry.optional && !entry.devOptional)
    .filter(([path, entry]) => installed[path]?.version !== entry.version || installed[path]?.link !== entry.link)
    .map(([path]) => path);
}

/** Installs what the lock file names, when it is not all there. Runs no package's install scripts. */
export async function ensureDependencies() {
  const locked = packagesOf(inRepository("package-lock.json"));
  if (locked === null)
    throw new Error("package-lock.json cannot be read: restore it with `git checkout package-lock.json`.");
  const installed = packagesOf(inRepository("node_modules/.package-lock.json"));
  if (installed !== null && missingPackages(locked, installed).length === 0) return;
  console.error("Installing dependencies (npm ci) …");
  await runCommand("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { quiet: true });
}
