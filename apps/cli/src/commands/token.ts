import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Option } from "commander";
import { checkoutDirectory } from "../checkout.ts";
import { CliError } from "../cli-error.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { examples } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

interface TokenOptions {
  readonly name: string;
  readonly scope: string;
  readonly dataDir?: string;
}

export const addToken: AddCommand = (program, run) => {
  program
    .command("token")
    .summary("make an API token, and show it once")
    .description(
      "Writes to the server's database: on its machine, and with the embedded one while the server is stopped.",
    )
    .requiredOption("--name <who>", "who it is for")
    .addOption(new Option("--scope <word>", "what it may do").choices(["read", "run", "admin"]).makeOptionMandatory())
    .option("--data-dir <path>", "default ./data, or GANTRY_DATA_DIR")
    .addHelpText("after", examples("gantry token --name ci --scope run"))
    .action((options: TokenOptions) => run((context) => makeToken(context, options)));
};

async function makeToken({ console, json }: CommandContext, { name, scope, dataDir }: TokenOptions): Promise<ExitCode> {
  const program = join(checkoutDirectory(), "apps/server/dist/token-command.js");
  if (!existsSync(program)) {
    throw new CliError(EXIT.usage, "The server is not built yet.", {
      code: "no_server",
      advice: "Build it: npm run build",
    });
  }
  const env = dataDir === undefined ? process.env : { ...process.env, GANTRY_DATA_DIR: resolve(dataDir) };
  const child = spawn(process.execPath, [program, "--name", name, "--scope", scope], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [secret, said] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (secret += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new CliError(EXIT.conflict, said.trim(), { code: "no_token" });
  if (json) await console.json({ token: secret.trim(), name, scope });
  else await console.line(secret.trim());
  return EXIT.completed;
}
