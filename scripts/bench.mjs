// `npm run bench -- [--json] [--only <name>]`: measures this machine; see docs/performance.md.
import { ensureBuilt } from "./lib/build.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { failPlainly } from "./lib/fail-plainly.mjs";
import { inRepository } from "./lib/repository.mjs";
import { exitCodeOf } from "./lib/run-command.mjs";

await failPlainly(async () => {
  await ensureDependencies();
  await ensureBuilt();
  // tsx compiles the benchmarks alone: what they measure is the built packages, as they ship.
  const args = ["--import", "tsx", inRepository("bench/src/main.ts"), ...process.argv.slice(2)];
  process.exitCode = await exitCodeOf(process.execPath, args, { env: { NODE_ENV: "production" } });
});
