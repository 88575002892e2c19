import type { KnipConfig } from "knip";

/** Finds files, exports and dependencies that nothing uses. */
export default {
  // Props are exported with their component, and one word may have two names (a Workflow's status is a Job's).
  exclude: ["types", "duplicates"],
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: ["scripts/*.mjs", "prisma/scripts/*.mjs"],
      project: ["scripts/**/*.mjs", "prisma/scripts/**/*.mjs"],
      // Of packages/db, for which the scripts in prisma/ work; and the types behind @stryker-mutator/core.
      ignoreDependencies: [/^@?prisma/, /pglite/, "@stryker-mutator/api"],
    },
    "packages/*": { project: ["src/**/*.ts"] },
    "packages/engine": {
      // Programs of threads, which are started by their URL.
      entry: ["src/threads/inside/thread-program.ts", "src/watchdog/watchdog-program.ts"],
      project: ["src/**/*.ts"],
      // Optional: only threads that are started from TypeScript ask for it.
      ignoreDependencies: ["tsx"],
    },
    "packages/db": {
      project: ["src/**/*.ts"],
      // Used by the scripts in prisma/, and by the clients that they generate.
      ignoreDependencies: [/prisma/, /pglite/],
    },
    "packages/create-service": {
      entry: ["src/main.ts", "src/assemble-assets.ts"],
      project: ["src/**/*.ts"],
      // What it packs: declared, so that they are built first.
      ignoreDependencies: [/^@gantry/],
    },
    "apps/cli": {
      entry: ["src/main.ts", "test/**/*.ts"],
      project: ["src/**/*.ts", "test/**/*.ts"],
    },
    "apps/server": {
      entry: ["src/main.ts", "src/token-command.ts", "test/**/*.ts"],
      project: ["src/**/*.ts", "test/**/*.ts"],
      // Imported by its name, which GANTRY_MODULES has as its default.
      ignoreDependencies: ["@gantry/example-concurrent-execution-demo", "@gantry/example-operations"],
    },
    "apps/web": { project: ["src/**/*.{ts,tsx,css}"] },
    "examples/*": { project: ["src/**/*.ts"] },
    "examples/operations": {
      entry: ["test/**/*.test.ts", "test/crash/process-to-be-killed.ts"],
      project: ["{src,test}/**/*.ts"],
    },
    "examples/templates": { entry: ["*/*/service.ts"], project: ["**/*.ts"] },
    bench: {
      entry: ["src/main.ts"],
      project: ["src/**/*.ts"],
      // For the peer that needs it; where it is not installed the benchmarks say so.
      ignoreBinaries: ["redis-server"],
    },
    e2e: { entry: ["scenarios/**/*.spec.ts", "process/**/*.test.ts"], project: ["**/*.{ts,mjs}"] },
  },
} satisfies KnipConfig;
