import { LogLevel, type LogLine } from "@gantry/contracts";
import { Option } from "commander";
import { CliError, usageError } from "../cli-error.ts";
import { isWorkflowId } from "../client/gantry-client.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { Interruption } from "../interruption.ts";
import { LogReader } from "../log-reader.ts";
import { logLineText } from "../output/log-text.ts";
import { examples } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

interface LogsOptions {
  readonly follow?: boolean;
  readonly job?: string;
  readonly level?: LogLevel;
}

interface LoggedJob {
  readonly jobId: string;
  readonly jobIndex: number;
}

export const addLogs: AddCommand = (program, run) => {
  program
    .command("logs")
    .summary("the log of a workflow or a job")
    .description(
      "Prints the log job by job; with -f all jobs as they write, to their end, each line once and in order.",
    )
    .argument("<id>", "wf-… or job_…")
    .option("-f, --follow", "go on until every job has ended; survives a restart of the server")
    .option("--job <n>", "only this job of the workflow: its number from 1, or its id")
    .addOption(new Option("--level <word>", "only lines of this level and above").choices(LogLevel.options))
    .addHelpText(
      "after",
      examples(
        "gantry logs wf-0123456789ab -f",
        "gantry logs wf-0123456789ab --job 2 --level warn",
        "gantry logs wf-0123456789ab --json | jq -r .message",
      ),
    )
    .action((id: string, options: LogsOptions) => run((context) => logs(context, id, options)));
};

async function logs(context: CommandContext, id: string, options: LogsOptions): Promise<ExitCode> {
  const jobs = await jobsOf(context, id, options.job);
  const readers = jobs.map(
    (job) =>
      new LogReader({
        client: context.client,
        jobId: job.jobId,
        level: options.level,
        print: (lines) => print(context, lines, jobs.length > 1 ? job : null),
      }),
  );
  if (options.follow === true) return follow(context, readers);
  for (const reader of readers) await reader.readAll();
  return EXIT.completed;
}

async function follow(
  { client, console, surroundings }: CommandContext,
  readers: readonly LogReader[],
): Promise<ExitCode> {
  using interruption = new Interruption(surroundings.signals);
  using live = client.live();
  const failed = new AbortController();
  const signal = AbortSignal.any([interruption.signal, console.broken, failed.signal]);
  let isLost = false;
  const onConnection = (state: "lost" | "back"): void => {
    // Every reader of the one connection tells.
    if (isLost === (state === "lost")) return;
    isLost = state === "lost";
    console.note(isLost ? "The server does not answer; waiting for it …" : "The server is back.");
  };
  await Promise.all(
    readers.map((reader) =>
      reader.follow(live, { signal, onConnection }).catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    ),
  );
  console.broken.throwIfAborted();
  return interruption.signal.aborted ? EXIT.interrupted : EXIT.completed;
}

async function jobsOf({ client }: CommandContext, id: string, only: string | undefined): Promise<readonly LoggedJob[]> {
  if (!isWorkflowId(id)) {
    if (only !== undefined) throw usageError("--job chooses among the jobs of a workflow; this names a job already.");
    return [(await client.job(id)).summary];
  }
  const { jobs } = await client.workflow(id);
  if (only === undefined) return jobs;
  const chosen = jobs.filter((job) => job.jobId === only || String(job.jobIndex + 1) === only);
  if (chosen.length > 0) return chosen;
  throw new CliError(EXIT.notFound, `${id} has no job ${only}: it has ${jobs.length}.`, { code: "not_found" });
}

async function print(
  { console, json }: CommandContext,
  lines: readonly LogLine[],
  job: LoggedJob | null,
): Promise<void> {
  for (const line of lines) {
    if (json) await console.jsonLine(line);
    else await console.line(logLineText(console, line, job));
  }
}
