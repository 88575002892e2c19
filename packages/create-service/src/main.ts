#!/usr/bin/env node
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateService } from "./generate-service.ts";
import { isTemplateName, TEMPLATES } from "./template-name.ts";

const DEFAULT_TEMPLATE = "file-based/concurrent";

const USAGE = `Usage: npm create @gantry/service <folder> [-- --template <name>]

Writes a service into an empty folder. Templates:

${Object.entries(TEMPLATES)
  .map(([name, purpose]) => `  ${name.padEnd(23)}${purpose}${name === DEFAULT_TEMPLATE ? " (default)" : ""}`)
  .join("\n")}
`;

/** @returns the exit code: 2 for a wrong command line, as shells have it. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { template: { type: "string", default: DEFAULT_TEMPLATE }, help: { type: "boolean", default: false } },
  });
  const [folder, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { template } = values;
  if (folder === undefined || rest.length > 0 || !isTemplateName(template)) {
    process.stderr.write(isTemplateName(template) ? USAGE : `Unknown template: ${template}\n\n${USAGE}`);
    return 2;
  }
  await generateService({ template, folder, assets: fileURLToPath(new URL("./assets/", import.meta.url)) });
  process.stdout.write(nextSteps(folder, template));
  return 0;
}

const nextSteps = (folder: string, template: string): string => `A ${template} service is in ${resolve(folder)}. Next:

  cd ${relative(process.cwd(), resolve(folder)) || "."}
  npm install
  npm start
`;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
