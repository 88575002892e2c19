import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutDirectory } from "../checkout.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { examples, wholeNumber } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

interface StartOptions {
  readonly port?: number;
  readonly host?: string;
  readonly dataDir?: string;
}

export const addStart: AddCommand = (program, run) => {
  program
    .command("start")
    .summary("start a server, as npm start does")
    .description("Installs and builds what is missing, and serves the API and the dashboard until it is stopped.")
    .option("--port <n>", "default 8000, or PORT", wholeNumber(0, 65_535))
    .option("--host <address>", "default 127.0.0.1, or HOST; others are asked for a token")
    .option("--data-dir <path>", "default ./data, or GANTRY_DATA_DIR")
    .addHelpText("after", examples("gantry start", "gantry start --port 9000 --data-dir /var/lib/gantry"))
    .action((options: StartOptions) => run(() => start(options)));
};

/** The server runs in this very process: a signal reaches it directly, and its exit code becomes ours. */
async function start({ port, host, dataDir }: StartOptions): Promise<ExitCode> {
  const script = join(checkoutDirectory(), "scripts/start.mjs");
  if (port !== undefined) process.env.PORT = String(port);
  if (host !== undefined) process.env.HOST = host;
  if (dataDir !== undefined) process.env.GANTRY_DATA_DIR = resolve(dataDir);
  await import(pathToFileURL(script).href);
  return EXIT.completed;
}
