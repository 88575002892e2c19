import { isWorkflowId } from "../client/gantry-client.ts";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { watch } from "../watching.ts";
import { examples } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

export const addWatch: AddCommand = (program, run) => {
  program
    .command("watch")
    .summary("watch a workflow or a job to its end")
    .description(
      "Shows bars on a terminal, lines elsewhere, and ends as the workflow or job ends. Ctrl-C only stops watching.",
    )
    .argument("<id>", "wf-… or job_…")
    .addHelpText("after", examples("gantry watch wf-0123456789ab", "gantry watch wf-0123456789ab --json | jq -c .type"))
    .action((id: string) => run((context) => watchOne(context, id)));
};

async function watchOne(context: CommandContext, id: string): Promise<ExitCode> {
  // A server that goes away is waited for; one that was never there is a mistake to be told of.
  await context.client.system();
  return watch(context, isWorkflowId(id) ? { kind: "workflow", workflowId: id } : { kind: "job", jobId: id });
}
