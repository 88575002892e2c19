import { defineConfig } from "vitest/config";

/** What judges the engine's core under mutation: its own tests, and those of the runtime that drives it. */
const conditions = ["source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["packages/engine/{src,test}/**/*.test.ts"],
    // They start processes and threads of their own, which a mutant does not reach.
    exclude: ["packages/engine/src/threads/**", "packages/engine/src/routines/**", "packages/engine/src/flow/**"],
  },
});
