import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Workspace packages are run from their TypeScript source, so that no test depends on a build. */
const conditions = ["source", "module", "node", "development|production"];

/** Guards against a hang only: no test asserts how long something takes. */
const hangGuardMs = 120_000;

const source = {
  resolve: {
    conditions,
    alias: [{ find: /^@\//, replacement: fileURLToPath(new URL("apps/web/src/", import.meta.url)) }],
  },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: "unit",
          include: [
            "packages/*/{src,test}/**/*.test.ts",
            "apps/cli/{src,test}/**/*.test.ts",
            "apps/server/{src,test}/**/*.test.ts",
            "apps/web/src/**/*.test.{ts,tsx}",
            "examples/*/{src,test}/**/*.test.ts",
            "bench/src/**/*.test.ts",
            "e2e/src/**/*.test.ts",
            "scripts/**/*.test.mjs",
          ],
          pool: "forks",
          testTimeout: hangGuardMs,
          hookTimeout: hangGuardMs,
        },
      },
      {
        ...source,
        test: {
          // The built server as its own process, killed and watched: one at a time, since each wants the whole machine.
          name: "process",
          include: ["e2e/process/**/*.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 5 * hangGuardMs,
          hookTimeout: hangGuardMs,
        },
      },
    ],
  },
});
