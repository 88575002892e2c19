// Mutation testing of the engine's pure core: `npm run mutation`. What survives is a rule that no test would miss.

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts" },
  mutate: ["packages/engine/src/core/**/*.ts", "!**/*.test.ts", "!**/index.ts"],
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  concurrency: 2,
  // The tests take 2 s: what takes so much longer is a loop without an end, and there are many.
  timeoutMS: 2_000,
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: "reports/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: "reports/stryker",
  // Below `break` the command fails.
  thresholds: { high: 90, low: 80, break: 80 },
};
