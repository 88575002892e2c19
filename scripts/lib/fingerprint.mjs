import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folders that a build writes, or that no build reads. */
const NOT_INPUT = new Set(["node_modules", "dist", ".next", ".turbo", "generated", "test", "test-results", "coverage"]);

/** @param {string} directory @returns {Generator<string>} */
function* filesBelow(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (NOT_INPUT.has(entry.name)) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/**
 * Identifies the state of files by name, size and time of change, without reading them: some milliseconds for the
 * whole repository. Folders are walked whole, except for what a build writes.
 *
 * @param {readonly string[]} paths Files and folders, absolute; one that does not exist is part of the state.
 * @returns {string} sha256, hex
 */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const path of paths) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) hash.update(`${path}\0absent\n`);
    else if (found.isDirectory()) for (const file of [...filesBelow(path)].sort()) add(file);
    else add(path);
  }
  return hash.digest("hex");
}
