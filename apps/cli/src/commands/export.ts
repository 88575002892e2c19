import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { CliError, usageError } from "../cli-error.ts";
import { isWorkflowId } from "../client/gantry-client.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { exportDocument } from "../export-document.ts";
import { plural } from "../output/format.ts";
import { statusText } from "../output/status-text.ts";
import { examples } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

export const addExport: AddCommand = (program, run) => {
  program
    .command("export")
    .summary("everything of a workflow as one JSON document")
    .description("Definition, submission, whole histories, logs and large values. Secrets are not part of it.")
    .argument("<id>", "wf-…")
    .option("-o, --output <file>", "where to; default stdout")
    .addHelpText(
      "after",
      examples("gantry export wf-0123456789ab -o run.json", "gantry export wf-0123456789ab | gzip > run.json.gz"),
    )
    .action((id: string, options: { readonly output?: string }) =>
      run((context) => exportWorkflow(context, id, options.output)),
    );
};

async function exportWorkflow(context: CommandContext, id: string, file: string | undefined): Promise<ExitCode> {
  const { client, console, json } = context;
  if (!isWorkflowId(id)) throw usageError("A workflow is exported as a whole: name it by its wf-… id.");
  const workflow = await client.workflow(id);
  const document = exportDocument(client, workflow);
  if (file === undefined) {
    for await (const part of document) await console.write(part);
    return EXIT.completed;
  }
  await writeWhole(file, document);
  const { workflowId, jobCount, status } = workflow;
  if (json) await console.json({ workflowId, file, status, jobCount });
  else await console.line(`${file}: ${workflowId}, ${plural(jobCount, "job")}, ${statusText(console, status)}`);
  return EXIT.completed;
}

/** Under another name until it is whole: half an export is never taken for one. */
async function writeWhole(file: string, parts: AsyncIterable<string>): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await pipeline(parts, createWriteStream(draft));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof CliError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw usageError(`Can't write ${file}: ${code}.`, { cause: error });
  }
}
