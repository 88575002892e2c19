/**
 * Who may import whom. `turbo boundaries` stops undeclared and relative imports across packages and `exports` stop deep
 * ones; what is left for ESLint is this table: the direction, the type-only borders, and what must run in a browser.
 */

/**
 * @typedef {object} ImportBorder
 * @property {string} part How messages call the files.
 * @property {string[]} files Globs that it holds for.
 * @property {string[]} [ignores] Globs that it does not hold for.
 * @property {string[]} mayImport Workspace specifiers without `@gantry/`; a subpath is an entry of its own.
 * @property {string[]} [typesOnly] Specifiers that may be imported as types and nothing else.
 * @property {boolean} [browserSafe] Refuses Node's built-in modules too.
 * @property {string} instead What to do about a refused import.
 */

const ENGINE = ["contracts", "engine", "engine/core", "engine/routines", "engine/testing", "engine/threads"];
const ORCHESTRATOR = ["orchestrator", "orchestrator/testing"];
const SERVICES = ["service-sdk", "service-sdk/conformance", "service-sdk/grpc"];
const EXAMPLES = ["example-services", "example-concurrent-execution-demo", "example-tutorial"];

/** Of those that hold for a file the last counts. @type {ImportBorder[]} */
export const IMPORT_BORDERS = [
  {
    part: "contracts",
    files: ["packages/contracts/**/*.ts"],
    mayImport: [],
    browserSafe: true,
    instead: "contracts stand on zod alone; move the type here, or the code to the package that it needs.",
  },
  {
    part: "engine",
    files: ["packages/engine/**/*.ts"],
    mayImport: ["contracts"],
    instead: "declare a port in packages/engine/src/runtime/ports, and let the outer package implement it.",
  },
  {
    part: "engine's core",
    files: ["packages/engine/src/core/**/*.ts"],
    ignores: ["**/*.test.ts"],
    mayImport: ["contracts"],
    browserSafe: true,
    instead: "the core is pure and also runs in the browser; what it needs comes as an argument.",
  },
  {
    part: "orchestrator",
    files: ["packages/orchestrator/**/*.ts"],
    mayImport: ENGINE,
    instead: "take what you need as a port, and let apps/server pass the implementation in.",
  },
  {
    part: "operations",
    files: ["packages/operations/**/*.ts"],
    mayImport: ENGINE,
    instead: "take what you need as a port (ports.ts), and let apps/server pass the implementation in.",
  },
  {
    part: "service-sdk",
    files: ["packages/service-sdk/**/*.ts"],
    mayImport: ["contracts"],
    instead: "a service author installs this package alone; the wire's types are in contracts.",
  },
  {
    part: "create-service",
    files: ["packages/create-service/**/*.ts"],
    mayImport: [],
    instead: "the generator copies files and runs on its own; what it packs it does not import.",
  },
  {
    part: "db",
    files: ["packages/db/**/*.ts"],
    mayImport: ["contracts"],
    typesOnly: ["engine"],
    instead: "db implements the engine's ports: `import type` them, and keep the engine's code out.",
  },
  {
    part: "invariants",
    files: ["packages/invariants/**/*.ts"],
    mayImport: ["contracts", "engine/core"],
    instead: "the checker judges evidence that it is given; who reads it from where is its caller's business.",
  },
  {
    part: "server",
    files: ["apps/server/**/*.ts"],
    mayImport: [...ENGINE, ...ORCHESTRATOR, "operations", "db", "db/testing", "service-sdk", ...EXAMPLES],
    instead: "the server wires packages through their public entries; the dashboard is served, not imported.",
  },
  {
    part: "web",
    files: ["apps/web/**/*.{ts,tsx}"],
    mayImport: ["contracts", "engine/core"],
    typesOnly: ["server/router"],
    instead:
      "the browser gets contracts, the engine's pure core and `import type { AppRouter }`; the rest is the API's.",
  },
  {
    part: "cli",
    files: ["apps/cli/**/*.ts"],
    mayImport: ["contracts", "engine/core", "service-sdk/conformance", "invariants", "db"],
    typesOnly: ["server/router"],
    instead: "the command talks to a server over its API; only `check` opens a database, and only to read.",
  },
  {
    part: "the cli's tests",
    files: ["apps/cli/test/**/*.ts", "apps/cli/src/**/*.test.ts"],
    mayImport: ["contracts", "engine/core", "service-sdk", "db", "server", "operations"],
    typesOnly: ["server/router"],
    instead: "a test of the command starts a real server and real services.",
  },
  {
    part: "examples",
    files: ["examples/**/*.ts"],
    mayImport: [...ENGINE, "operations", "db", ...SERVICES],
    instead: "an example uses what a user of the packages may use.",
  },
  {
    part: "e2e and bench",
    files: ["e2e/**/*.ts", "bench/**/*.ts"],
    mayImport: [
      ...ENGINE,
      ...ORCHESTRATOR,
      "operations",
      "db",
      "db/testing",
      ...SERVICES,
      "e2e/harness",
      "invariants",
      ...EXAMPLES,
    ],
    instead: "apps are started as processes, never imported.",
  },
];
