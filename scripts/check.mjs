// `npm run check`: what must hold before a change is merged. Every step runs, so that one run tells everything.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { failPlainly } from "./lib/fail-plainly.mjs";
import { ensurePostgresql } from "./lib/postgresql.mjs";
import { exitCodeOf, runCommand } from "./lib/run-command.mjs";

/** @type {readonly { name: string, command: string, args: readonly string[] }[]} */
const STEPS = [
  { name: "format", command: "npx", args: ["prettier", "--check", "--log-level=warn", "."] },
  { name: "lint", command: "npx", args: ["eslint", ".", "--max-warnings=0"] },
  { name: "types", command: "npx", args: ["turbo", "run", "typecheck", "--output-logs=errors-only"] },
  { name: "types of scripts and configuration", command: "npx", args: ["tsc", "-p", "tsconfig.json"] },
  { name: "import borders", command: "npx", args: ["turbo", "boundaries"] },
  { name: "unused code", command: "npx", args: ["knip"] },
  { name: "API reference", command: "npx", args: ["typedoc", "--options", "typedoc.config.mjs", "--emit", "none"] },
  { name: "deployment files", command: "node", args: ["scripts/check-deployment.mjs"] },
  { name: "migrations agree with the models", command: "node", args: ["prisma/scripts/check-migrations.mjs"] },
  { name: "unit and integration tests", command: "npx", args: ["vitest", "run", "--project", "unit"] },
];

await failPlainly(async () => {
  await ensureDependencies();
  await ensurePostgresql();
  await runCommand("npx", ["turbo", "run", "generate", "--output-logs=errors-only"]);
  const results = [];
  for (const { name, command, args } of STEPS) {
    console.log(`\n── ${name}`);
    results.push({ name, ok: (await exitCodeOf(command, args)) === 0 });
  }
  console.log(`\n${results.map(({ name, ok }) => `${ok ? "✔" : "✘"} ${name}`).join("\n")}`);
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
});
