import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { expect, test } from "vitest";
import { inRepository } from "../lib/repository.mjs";
import { borderRules } from "./border-rules.mjs";
import { pureCoreRules } from "./pure-core.mjs";

const eslint = new ESLint({
  cwd: inRepository(""),
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ["**/*.{ts,tsx}"],
      languageOptions: { parser: tseslint.parser },
      plugins: { "@typescript-eslint": tseslint.plugin },
    },
    ...borderRules,
    pureCoreRules,
  ],
});

/** @param {string} filePath @param {string} code @returns {Promise<string[]>} The linter's messages. */
async function messages(filePath, code) {
  const [result] = await eslint.lintText(code, { filePath: inRepository(filePath) });
  return (result?.messages ?? []).map(({ message }) => message);
}

test.each([
  ["packages/contracts/src/x.ts", 'import { z } from "zod";'],
  ["packages/engine/src/runtime/x.ts", 'import { setImmediate } from "node:timers";'],
  ["packages/db/src/x.ts", 'import type { HistoryStore } from "@gantry/engine";'],
  ["apps/web/src/x.tsx", 'import { evolve } from "@gantry/engine/core";'],
  ["apps/web/src/x.tsx", 'import type { AppRouter } from "@gantry/server/router";'],
  ["apps/server/src/x.ts", 'import { openStore } from "@gantry/db";'],
  ["packages/engine/src/core/x.test.ts", "const before = Date.now();"],
])("%s may have `%s`", async (file, code) => {
  expect(await messages(file, code)).toEqual([]);
});

test.each([
  ["packages/contracts/src/x.ts", 'import { Engine } from "@gantry/engine";', /contracts stand on zod alone/],
  ["packages/contracts/src/x.ts", 'import { hash } from "node:crypto";', /Node's modules/],
  ["packages/engine/src/runtime/x.ts", 'import { openStore } from "@gantry/db";', /declare a port/],
  ["packages/engine/src/core/x.ts", 'import { hash } from "node:crypto";', /comes as an argument/],
  ["packages/engine/src/core/x.ts", 'import { Engine } from "../runtime/engine.ts";', /never the other way/],
  ["packages/engine/src/core/x.ts", "const now = Date.now();", /no clock/],
  ["packages/engine/src/core/x.ts", "const now = new Date();", /no clock/],
  ["packages/db/src/x.ts", 'import { Engine } from "@gantry/engine";', /only types|Types only/],
  ["packages/service-sdk/src/x.ts", 'import { Engine } from "@gantry/engine";', /installs this package alone/],
  ["apps/web/src/x.tsx", 'import { Engine } from "@gantry/engine";', /the rest is the API's/],
  ["apps/web/src/x.tsx", 'import { appRouter } from "@gantry/server/router";', /Types only/],
  ["apps/server/src/x.ts", 'import page from "@gantry/web";', /served, not imported/],
  ["e2e/src/x.ts", 'import { serve } from "@gantry/server";', /started as processes/],
])("%s may not have `%s`", async (file, code, message) => {
  expect((await messages(file, code)).join("\n")).toMatch(message);
});
