/** The command `gantry-check-service`. */
import { parseArgs } from "node:util";
import { JsonObject } from "@gantry/contracts";
import { checkService, type CheckServiceOptions } from "./check-service.ts";
import { reportText } from "./report-text.ts";

const USAGE = `Usage: gantry-check-service <url> [options]

Tells what of the control interface a running service has right and wrong.

  --method <name>         a method to run; without it only the refusals are checked
  --parameters <json>     parameters for it, such as '{"days": 3}'
  --api-key <key>         the service's key (default: the environment's SERVICE_API_KEY)
  --task-timeout-ms <ms>  how long the method may take (default 60000)
  --json                  print the report as JSON

Ends with 0 when nothing is wrong, 1 when something is, 2 for a wrong command line.

  gantry-check-service http://localhost:8080 --method LongProcess --parameters '{"step_ms": 100}'
`;

/** A wrong command line, told with the usage. */
class UsageError extends Error {}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommandLine(args);
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [url, ...rest] = positionals;
  if (url === undefined || rest.length > 0) throw new UsageError("One url is needed");
  const report = await checkService(urlOf(url), {
    ...(values.method === undefined ? {} : { method: values.method }),
    ...(values.parameters === undefined ? {} : { parameters: parametersOf(values.parameters) }),
    ...apiKeyOf(values["api-key"]),
    ...timeoutOf(values["task-timeout-ms"]),
  });
  process.stdout.write(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  return report.conforms ? 0 : 1;
}

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        method: { type: "string" },
        parameters: { type: "string" },
        "api-key": { type: "string" },
        "task-timeout-ms": { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function urlOf(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`Not an http address: ${text}`);
}

function parametersOf(text: string): JsonObject {
  try {
    return JsonObject.parse(JSON.parse(text));
  } catch (cause) {
    throw new UsageError("--parameters must be a JSON object", { cause });
  }
}

function apiKeyOf(option: string | undefined): Pick<CheckServiceOptions, "apiKey"> {
  const apiKey = option ?? process.env.SERVICE_API_KEY ?? "";
  return apiKey === "" ? {} : { apiKey };
}

function timeoutOf(option: string | undefined): Pick<CheckServiceOptions, "taskTimeoutMs"> {
  if (option === undefined) return {};
  const taskTimeoutMs = Number(option);
  if (Number.isInteger(taskTimeoutMs) && taskTimeoutMs > 0) return { taskTimeoutMs };
  throw new UsageError("--task-timeout-ms must be a whole number of milliseconds");
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${USAGE}` : ""}`);
  process.exitCode = isUsage ? 2 : 1;
}
