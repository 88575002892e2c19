// `npm run gantry -- <command>`: the command line from a fresh clone, built as `npm start` builds.
import { ensureBuilt } from "./lib/build.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { failPlainly } from "./lib/fail-plainly.mjs";
import { inRepository } from "./lib/repository.mjs";

await failPlainly(async () => {
  await ensureDependencies();
  await ensureBuilt();
  // npm runs scripts in the repository; a relative path is meant from where the command was typed.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(inRepository("apps/cli/dist/main.js"));
});
