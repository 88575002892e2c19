import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import { GantryClient } from "./client/gantry-client.ts";
import { toCliError } from "./cli-error.ts";
import { addCheckService } from "./commands/check-service.ts";
import { addCheck } from "./commands/check.ts";
import { addExport } from "./commands/export.ts";
import { addLogs } from "./commands/logs.ts";
import { addOperations } from "./commands/operations.ts";
import { addRetry } from "./commands/retry.ts";
import type { AddCommand, RunCommand } from "./commands/run-command.ts";
import { addServices } from "./commands/services.ts";
import { addStart } from "./commands/start.ts";
import { addStatus } from "./commands/status.ts";
import { addSteering } from "./commands/steer.ts";
import { addSubmit } from "./commands/submit.ts";
import { addToken } from "./commands/token.ts";
import { addWatch } from "./commands/watch.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { addGlobalOptions, serverOf, type GlobalOptions } from "./global-options.ts";
import { BrokenPipeError, Console } from "./output/console.ts";
import { reportError } from "./output/error-text.ts";
import type { Surroundings } from "./surroundings.ts";

/** In the order in which help shows them. */
const COMMANDS: readonly AddCommand[] = [
  addStart,
  addSubmit,
  addStatus,
  addWatch,
  addLogs,
  addSteering,
  addRetry,
  addOperations,
  addServices,
  addCheckService,
  addCheck,
  addExport,
  addToken,
];

const FOOTER = `
Examples:
  gantry start
  gantry submit --flow concurrent-execution-demo --jobs 4 --max-workers 2 --watch
  gantry submit blueprint.json dockerinfo.json --json
  gantry logs wf-0123456789ab -f

Ends with 0 when done or completed, 1 failed, 2 wrong usage, 3 cancelled, 4 not found or nobody answers,
5 not allowed, 6 its state forbids it, 130 interrupted. NO_COLOR is honoured.
`;

/** Runs one command line, without the program's own name. Never throws. @returns how the process should end */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const console = new Console(surroundings);
  let exitCode: ExitCode = EXIT.completed;
  const program = createProgram(console, surroundings, (code) => (exitCode = code));
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof BrokenPipeError) return EXIT.brokenPipe;
    // What was asked for (help, version) or what is wrong has been written already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.completed : EXIT.usage;
    const cliError = toCliError(error);
    reportError(console, cliError, { json: args.includes("--json") });
    return cliError.exitCode;
  }
}

function createProgram(console: Console, surroundings: Surroundings, ended: (code: ExitCode) => void): Command {
  const program = addGlobalOptions(new Command("gantry"))
    .description("Runs workflows of concurrent, long-running jobs, and shows them live.")
    .version(ownVersion(), "-V, --version")
    .configureHelp({ showGlobalOptions: true, helpWidth: Math.min(console.columns, 100) })
    .configureOutput({
      writeOut: (text) => void console.write(text).catch(() => undefined),
      writeErr: (text) => console.note(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error:/, console.styleNote("red", "error:"))),
    })
    .showSuggestionAfterError()
    .showHelpAfterError("(gantry --help, or gantry <command> --help, says what there is)")
    .exitOverride()
    .addHelpText("after", FOOTER);
  const run: RunCommand = async (body) => {
    const options = program.opts<GlobalOptions>();
    const client = new GantryClient(serverOf(options, surroundings.env));
    ended(await body({ client, console, json: options.json === true, surroundings }));
  };
  for (const add of COMMANDS) add(program, run);
  return program;
}

function ownVersion(): string {
  const { version } = createRequire(import.meta.url)("../package.json") as { readonly version: string };
  return version;
}
