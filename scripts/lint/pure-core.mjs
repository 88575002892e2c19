/** The engine's core decides and folds, and nothing else: no clock, no chance, no timers, no runtime. */

const ACTING_GLOBALS = [
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "performance",
  "fetch",
  "process",
];

/** @type {import("eslint").Linter.Config} */
export const pureCoreRules = {
  name: "gantry/pure-core",
  files: ["packages/engine/src/core/**/*.ts"],
  ignores: ["**/*.test.ts"],
  rules: {
    "no-restricted-properties": [
      "error",
      { object: "Date", property: "now", message: "The core has no clock: the time comes with the command." },
      {
        object: "Math",
        property: "random",
        message: "The core has no chance: the runtime draws, the event carries it.",
      },
    ],
    "no-restricted-globals": [
      "error",
      ...ACTING_GLOBALS.map((name) => ({ name, message: "The core only returns events: the runtime acts on them." })),
    ],
    "no-restricted-syntax": [
      "error",
      {
        selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        message: "The core has no clock: the time comes with the command.",
      },
      {
        selector: "ImportDeclaration[source.value=/(^|\\/)runtime\\//]",
        message: "The runtime imports the core, never the other way round.",
      },
    ],
  },
};
