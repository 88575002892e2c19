import { usageError } from "../cli-error.ts";
import type { SubmitRequest } from "../client/gantry-client.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readJsonDocument } from "../json-document.ts";
import { faultLines } from "../output/error-text.ts";
import { watch } from "../watching.ts";
import { examples, wholeNumber } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

interface SubmitOptions {
  readonly flow?: string;
  readonly inputs?: string;
  readonly parameters?: string;
  readonly jobs?: number;
  readonly maxWorkers?: number;
  readonly name?: string;
  readonly apiKeyEnv?: string;
  readonly idempotencyKey?: string;
  readonly dryRun?: boolean;
  readonly watch?: boolean;
}

interface Documents {
  readonly blueprint: string | undefined;
  readonly dockerinfo: string | undefined;
}

export const addSubmit: AddCommand = (program, run) => {
  program
    .command("submit")
    .summary("run a blueprint, or a registered flow")
    .description("Submits a blueprint with its dockerinfo (JSON files, - is stdin), or a registered flow.")
    .argument("[blueprint]", "what to run")
    .argument("[dockerinfo]", "where its services answer")
    .option("--flow <id>", "run a registered flow instead of documents")
    .option("--inputs <file>", "data references for the start nodes")
    .option("--parameters <file>", "parameters by container:operation")
    .option("--jobs <n>", "how many independent jobs", wholeNumber(1, 10_000))
    .option("--max-workers <n>", "tasks that may run at once over all jobs", wholeNumber(1, 10_000))
    .option("--name <text>", "what lists call it")
    .option("--api-key-env <name>", "environment variable with the key that services ask for")
    .option("--idempotency-key <key>", "submitting again under the same key gives the first workflow")
    .option("--dry-run", "only check the documents")
    .option("--watch", "watch it to its end, and end as it ends")
    .addHelpText(
      "after",
      examples(
        "gantry submit blueprint.json dockerinfo.json --watch",
        "gantry submit --flow concurrent-execution-demo --jobs 4 --max-workers 2 --watch",
        "SERVICES_KEY=… gantry submit blueprint.json dockerinfo.json --api-key-env SERVICES_KEY",
      ),
    )
    .action((blueprint: string | undefined, dockerinfo: string | undefined, options: SubmitOptions) =>
      run((context) => submit(context, { blueprint, dockerinfo }, options)),
    );
};

async function submit(context: CommandContext, documents: Documents, options: SubmitOptions): Promise<ExitCode> {
  const request = await requestOf(context, documents, options);
  if (options.dryRun === true) return dryRun(context, request);
  const { workflowId } = await context.client.submit(request);
  if (context.json) {
    if (options.watch === true) await context.console.jsonLine({ type: "submitted", workflowId });
    else await context.console.json({ workflowId, status: "running" });
  } else {
    await context.console.line(workflowId);
    if (options.watch !== true) context.console.note(`Watch it with: gantry watch ${workflowId}`);
  }
  return options.watch === true ? watch(context, { kind: "workflow", workflowId }) : EXIT.completed;
}

async function requestOf(
  { surroundings: { stdin, env } }: CommandContext,
  { blueprint, dockerinfo }: Documents,
  options: SubmitOptions,
): Promise<SubmitRequest> {
  const { flow, inputs, parameters, jobs, maxWorkers, name, idempotencyKey } = options;
  if (flow === undefined && (blueprint === undefined || dockerinfo === undefined)) {
    throw usageError("Name a blueprint and a dockerinfo file, or a flow with --flow.");
  }
  if (flow !== undefined && blueprint !== undefined) {
    throw usageError("--flow runs a registered flow: leave the documents out.");
  }
  const files = [blueprint, dockerinfo, inputs, parameters];
  if (files.filter((path) => path === "-").length > 1) throw usageError("Only one document can come from stdin.");
  const [blueprintJson, dockerinfoJson, inputsJson, parametersJson] = await Promise.all(
    files.map((path) => (path === undefined ? Promise.resolve() : readJsonDocument(path, stdin))),
  );
  const servicesApiKey = apiKeyOf(env, options.apiKeyEnv);
  return withoutAbsent({
    blueprint: blueprintJson,
    dockerinfo: dockerinfoJson,
    inputs: inputsJson,
    parameters: parametersJson,
    flow,
    jobs,
    maxWorkers,
    name,
    idempotencyKey,
    servicesApiKey,
  });
}

/** The key is named, not given: a command line is seen by everyone on the machine. */
function apiKeyOf(env: CommandContext["surroundings"]["env"], variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  const key = env[variable] ?? "";
  if (key === "") throw usageError(`The environment has no ${variable}, in which the services' key should be.`);
  return key;
}

const withoutAbsent = (request: SubmitRequest): SubmitRequest =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));

async function dryRun({ client, console, json }: CommandContext, request: SubmitRequest): Promise<ExitCode> {
  if (request.flow !== undefined) throw usageError("--dry-run checks documents; a registered flow has none.");
  const { blueprint, dockerinfo, inputs, parameters } = request;
  const { faults } = await client.validate({ blueprint, dockerinfo, inputs, parameters });
  const valid = faults.every((fault) => fault.severity !== "error");
  if (json) await console.json({ valid, faults });
  else {
    if (faults.length > 0) await console.line(faultLines(console, faults).join("\n"));
    await console.line(valid ? "The server would run it." : "The server would refuse it.");
  }
  return valid ? EXIT.completed : EXIT.usage;
}
