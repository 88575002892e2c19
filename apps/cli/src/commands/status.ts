import { JobStatus, type JobSummary, type WorkflowSummary } from "@gantry/contracts";
import { Option } from "commander";
import { isWorkflowId } from "../client/gantry-client.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { jobDetailLines, overviewLines, workflowDetailLines } from "../output/status-lines.ts";
import { examples, wholeNumber } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

interface StatusOptions {
  readonly status?: WorkflowSummary["status"];
  readonly name?: string;
  readonly limit: number;
}

export const addStatus: AddCommand = (program, run) => {
  program
    .command("status")
    .summary("where the server, a workflow or a job stands")
    .description(
      "Without an id: the server and its newest workflows. It ends with 0 whatever the status is; see watch.",
    )
    .argument("[id]", "wf-… or job_…")
    .addOption(new Option("--status <word>", "only workflows of this status").choices(JobStatus.options))
    .option("--name <text>", "only workflows with this in their name or id")
    .option("--limit <n>", "how many workflows", wholeNumber(1, 500), 20)
    .addHelpText(
      "after",
      examples(
        "gantry status",
        "gantry status --status failed --limit 5",
        "gantry status wf-0123456789ab --json | jq .status",
      ),
    )
    .action((id: string | undefined, options: StatusOptions) =>
      run((context) =>
        id === undefined ? overview(context, options) : isWorkflowId(id) ? workflow(context, id) : job(context, id),
      ),
    );
};

async function overview({ client, console, json }: CommandContext, options: StatusOptions): Promise<ExitCode> {
  const { status, name, limit } = options;
  const query = { limit, ...(status === undefined ? {} : { status }), ...(name === undefined ? {} : { search: name }) };
  const [system, page] = await Promise.all([client.system(), client.workflows(query)]);
  if (json) await console.json({ system, ...page });
  else await console.line(overviewLines(console, system, page).join("\n"));
  return EXIT.completed;
}

async function workflow({ client, console, json }: CommandContext, workflowId: string): Promise<ExitCode> {
  const detail = await client.workflow(workflowId);
  if (json) await console.json(detail);
  else await console.line(workflowDetailLines(console, detail).join("\n"));
  return EXIT.completed;
}

async function job({ client, console, json }: CommandContext, jobId: string): Promise<ExitCode> {
  const detail: { readonly summary: JobSummary; readonly workflow: WorkflowSummary } = await client.job(jobId);
  if (json) await console.json(detail);
  else await console.line(jobDetailLines(console, detail).join("\n"));
  return EXIT.completed;
}
