// `npm run create-service -- <folder> [--template <name>]`: a new service from a template, from a fresh clone.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { failPlainly } from "./lib/fail-plainly.mjs";
import { inRepository } from "./lib/repository.mjs";
import { runCommand } from "./lib/run-command.mjs";

await failPlainly(async () => {
  await ensureDependencies();
  const build = ["turbo", "run", "build", "--filter=@gantry/create-service", "--output-logs=errors-only"];
  await runCommand("npx", build, { quiet: true });
  // npm runs scripts in the repository; a relative folder is meant from where the command was typed.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(inRepository("packages/create-service/dist/main.js"));
});
