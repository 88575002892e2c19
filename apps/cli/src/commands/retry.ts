import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { watch } from "../watching.ts";
import { examples } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

export const addRetry: AddCommand = (program, run) => {
  program
    .command("retry")
    .summary("run an ended workflow or job again")
    .description("Runs it again as a new workflow, which takes over what was completed. The old one does not change.")
    .argument("<id>", "wf-… or job_…")
    .option("--watch", "watch the new one to its end, and end as it ends")
    .addHelpText("after", examples("gantry retry wf-0123456789ab --watch"))
    .action((id: string, options: { readonly watch?: boolean }) =>
      run((context) => retry(context, id, options.watch === true)),
    );
};

async function retry(context: CommandContext, id: string, thenWatch: boolean): Promise<ExitCode> {
  const { workflowId } = await context.client.retry(id);
  if (context.json && thenWatch) await context.console.jsonLine({ type: "submitted", workflowId, retryOf: id });
  else if (context.json) await context.console.json({ workflowId, retryOf: id });
  else await context.console.line(workflowId);
  return thenWatch ? watch(context, { kind: "workflow", workflowId }) : EXIT.completed;
}
