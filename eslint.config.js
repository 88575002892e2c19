import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { borderRules } from "./scripts/lint/border-rules.mjs";
import { pureCoreRules } from "./scripts/lint/pure-core.mjs";

export default defineConfig(
  globalIgnores(["**/dist/", "**/.next/", "**/generated/", "**/test-results/", "**/reports/", "**/next-env.d.ts"]),
  {
    // What is wrong is made right where it is, so nothing can be switched off in a comment.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // `async` also turns a throw into a rejection, which is what a port that returns a Promise has promised.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    name: "gantry/react",
    files: ["apps/web/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat.recommended],
    // It warns of libraries that the React Compiler cannot memoize (TanStack Virtual); we do not use the compiler.
    rules: { "react-hooks/incompatible-library": "off" },
  },
  ...borderRules,
  pureCoreRules,
  {
    name: "gantry/tests",
    files: ["**/*.test.ts", "**/*.test.tsx", "**/*.test.mjs", "e2e/**/*.ts"],
    // Vitest's and Playwright's matchers take methods as values (`expect(fn)`), and fixtures may be empty patterns.
    rules: { "@typescript-eslint/unbound-method": "off", "no-empty-pattern": "off" },
  },
  {
    name: "gantry/framework-default-exports",
    files: [
      "**/*.config.{js,ts,mjs}",
      "knip.ts",
      "apps/web/src/app/**/{page,layout,loading,error,global-error,not-found,template,default,icon,manifest,robots}.{ts,tsx}",
    ],
    rules: { "no-restricted-exports": "off" },
  },
  {
    name: "gantry/programs",
    // Programs that talk to a person on their terminal.
    files: ["scripts/**", "prisma/scripts/**", "bench/**", "examples/**", "**/*.mjs"],
    rules: { "no-console": "off" },
  },
  {
    name: "gantry/templates",
    // Each has a tsconfig.json of its own, for where it is copied to; here the SDK is taken from source.
    files: ["examples/templates/**/*.ts"],
    languageOptions: { parserOptions: { projectService: false, project: "examples/templates/tsconfig.json" } },
  },
  {
    name: "gantry/plain-javascript",
    files: ["**/*.{js,mjs}"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", URL: "readonly", fetch: "readonly", setTimeout: "readonly" },
    },
  },
);
