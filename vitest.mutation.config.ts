import { defineConfig } from "vitest/config";

/** What judges the engine's core under mutation: its own tests, and those of the engine as a whole. */
const conditions = ["source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["packages/engine/src/core/**/*.test.ts", "packages/engine/test/*.test.ts"],
    // It starts a process of its own, which no mutant reaches.
    exclude: ["packages/engine/test/saved-job.test.ts"],
  },
});
