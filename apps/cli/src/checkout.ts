import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CliError } from "./cli-error.ts";
import { EXIT } from "./exit-code.ts";

const REPOSITORY_NAME = "gantry";

/**
 * Where the repository is that this command runs from.
 * @throws CliError when the command was installed on its own: a server then comes from somewhere else
 */
export function checkoutDirectory(): string {
  for (let directory = dirname(fileURLToPath(import.meta.url)); ; directory = dirname(directory)) {
    if (isRepository(directory)) return directory;
    if (directory === dirname(directory)) {
      throw new CliError(EXIT.usage, "This command was installed without a server.", {
        code: "no_server",
        advice: "Run it in a checkout of Gantry, or start Gantry's container; then name it with --url.",
      });
    }
  }
}

function isRepository(directory: string): boolean {
  const manifest = join(directory, "package.json");
  if (!existsSync(manifest) || !existsSync(join(directory, "scripts/start.mjs"))) return false;
  const { name } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly name?: unknown };
  return name === REPOSITORY_NAME;
}
