import { JsonObject } from "@gantry/contracts";
import { checkService, reportText, type CheckServiceOptions } from "@gantry/service-sdk/conformance";
import { usageError } from "../cli-error.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { examples, wholeNumber } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

interface CheckServiceCommandOptions {
  readonly method?: string;
  readonly parameters?: string;
  readonly apiKeyEnv?: string;
  readonly taskTimeoutMs?: number;
}

export const addCheckService: AddCommand = (program, run) => {
  program
    .command("check-service")
    .summary("what of the control interface a service has right and wrong")
    .description(
      "Asks a running service, in whatever language it is written, rule by rule. No Gantry server is needed.",
    )
    .argument("<url>", "where it answers")
    .option("--method <name>", "a method to run; without it only the refusals are checked")
    .option("--parameters <json>", "parameters for it")
    .option("--api-key-env <name>", "environment variable with the service's key", "SERVICE_API_KEY")
    .option("--task-timeout-ms <ms>", "how long the method may take", wholeNumber(1), 60_000)
    .addHelpText(
      "after",
      examples(
        "gantry check-service http://localhost:8080",
        `gantry check-service http://localhost:8080 --method LongProcess --parameters '{"step_ms": 100}'`,
      ),
    )
    .action((url: string, options: CheckServiceCommandOptions) => run((context) => check(context, url, options)));
};

async function check(context: CommandContext, url: string, options: CheckServiceCommandOptions): Promise<ExitCode> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw usageError(`Not an http address: ${url}`);
  const report = await checkService(url, optionsOf(context, options));
  if (context.json) await context.console.json(report);
  else await context.console.write(reportText(report));
  return report.conforms ? EXIT.completed : EXIT.failed;
}

function optionsOf(
  { surroundings: { env } }: CommandContext,
  options: CheckServiceCommandOptions,
): CheckServiceOptions {
  const { method, parameters, taskTimeoutMs, apiKeyEnv = "" } = options;
  const apiKey = env[apiKeyEnv] ?? "";
  return {
    ...(method === undefined ? {} : { method }),
    ...(parameters === undefined ? {} : { parameters: parametersOf(parameters) }),
    ...(apiKey === "" ? {} : { apiKey }),
    ...(taskTimeoutMs === undefined ? {} : { taskTimeoutMs }),
  };
}

function parametersOf(text: string): JsonObject {
  try {
    return JsonObject.parse(JSON.parse(text));
  } catch (cause) {
    throw usageError("--parameters must be a JSON object.", { cause });
  }
}
