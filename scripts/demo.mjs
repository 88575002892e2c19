// `npm run demo -- [--jobs 4] [--max-workers 2] [--json]`: the concurrent execution demo in this terminal.
import { ensureBuilt } from "./lib/build.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { failPlainly } from "./lib/fail-plainly.mjs";
import { inRepository } from "./lib/repository.mjs";

await failPlainly(async () => {
  await ensureDependencies();
  await ensureBuilt();
  await import(inRepository("examples/concurrent-execution-demo/dist/main.js"));
});
