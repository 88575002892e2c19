import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { inRepository } from "./repository.mjs";
import { runCommand } from "./run-command.mjs";

const STAMP = inRepository("node_modules/.cache/gantry/built");

/** What must exist for a build to count; a stamp alone does not survive `rm -rf dist`. */
const OUTPUTS = ["apps/server/dist/main.js", "apps/web/.next/BUILD_ID"].map(inRepository);

const workspacesIn = (/** @type {string} */ folder) =>
  readdirSync(inRepository(folder)).map((name) => inRepository(`${folder}/${name}`));

const currentInputs = () =>
  fingerprint([
    ...["package-lock.json", "tsconfig.base.json", "turbo.json", "prisma"].map(inRepository),
    ...["packages", "apps", "examples"].flatMap(workspacesIn),
  ]);

const lastBuiltInputs = () => (existsSync(STAMP) ? readFileSync(STAMP, "utf8") : null);

/**
 * Generates and builds what changed since the last build, and does nothing at all (not even start turbo, which costs a
 * second) when no input changed.
 */
export async function ensureBuilt() {
  const inputs = currentInputs();
  if (lastBuiltInputs() === inputs && OUTPUTS.every((path) => existsSync(path))) return;
  console.error("Building …");
  await runCommand("npx", ["turbo", "run", "build", "--output-logs=errors-only"], { quiet: true });
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, inputs);
}
