import { expect, test } from "vitest";
import { missingPackages } from "./dependencies.mjs";

const locked = {
  "": {},
  "packages/db": { version: "0.1.0" },
  "node_modules/zod": { version: "4.6.7" },
  "node_modules/@gantry/db": { link: true },
  "node_modules/other-platform": { version: "1.0.0", optional: true },
};

test("nothing is missing when every needed package is there at its version", () => {
  const installed = { "node_modules/zod": { version: "4.6.7" }, "node_modules/@gantry/db": { link: true } };
  expect(missingPackages(locked, installed)).toEqual([]);
});

test("another version counts as missing", () => {
  const installed = { "node_modules/zod": { version: "4.6.6" }, "node_modules/@gantry/db": { link: true } };
  expect(missingPackages(locked, installed)).toEqual(["node_modules/zod"]);
});

test("an unlinked workspace package counts as missing, a package of another platform does not", () => {
  expect(missingPackages(locked, { "node_modules/zod": { version: "4.6.7" } })).toEqual(["node_modules/@gantry/db"]);
});
