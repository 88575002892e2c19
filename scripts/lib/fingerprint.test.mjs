import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gantry-fingerprint-"));
  writeFileSync(join(folder, "a.ts"), "one");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("unchanged files have the same fingerprint", () => {
  expect(fingerprint([folder])).toBe(fingerprint([folder]));
});

test("a changed, an added and a removed file each change it", () => {
  const before = fingerprint([folder]);
  writeFileSync(join(folder, "a.ts"), "longer");
  const changed = fingerprint([folder]);
  writeFileSync(join(folder, "b.ts"), "");
  const added = fingerprint([folder]);
  rmSync(join(folder, "a.ts"));
  expect(new Set([before, changed, added, fingerprint([folder])]).size).toBe(4);
});

test("what a build writes does not change it", () => {
  const before = fingerprint([folder]);
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist", "a.js"), "built");
  expect(fingerprint([folder])).toBe(before);
});
