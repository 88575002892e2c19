// `npm start`: from a fresh clone to a running server. The server runs in this very process, so that a signal reaches
// it directly and nothing can be left behind.
import { ensureBuilt } from "./lib/build.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { failPlainly } from "./lib/fail-plainly.mjs";
import { inRepository } from "./lib/repository.mjs";

await failPlainly(async () => {
  await ensureDependencies();
  await ensureBuilt();
  process.env.NODE_ENV ??= "production";
  await import(inRepository("apps/server/dist/main.js"));
});
