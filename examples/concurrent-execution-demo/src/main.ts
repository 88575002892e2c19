import { Command, InvalidArgumentError } from "commander";
import { DEMO_JOBS, DEMO_MAX_WORKERS, demoFlow, demoJobMs } from "./demo-flow.ts";
import { formatJobReport } from "./report/job-report.ts";
import { heading } from "./report/format.ts";
import { toJsonReport } from "./report/json-report.ts";
import { formatStatusUpdate } from "./report/status-update.ts";
import { formatSummary } from "./report/summary.ts";
import { formatTimeline } from "./report/timeline.ts";
import { startDemo } from "./run-demo.ts";
import { idealMakespanMs } from "./task-span.ts";

const STATUS_INTERVAL_MS = 250;

interface Flags {
  readonly jobs: number;
  readonly maxWorkers: number;
  readonly json: boolean;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number of at least 1.");
  return value;
}

const print = (lines: readonly string[]): void => console.log(lines.join("\n"));

async function runForPeople({ jobs, maxWorkers }: Flags): Promise<boolean> {
  const idealMs = idealMakespanMs({ jobs, maxWorkers, jobMs: demoJobMs });
  print([
    heading(demoFlow.name),
    [...demoFlow.routines.keys()].join(" → "),
    `${jobs} jobs, at most ${maxWorkers} routines at once`,
    heading("Status updates"),
  ]);
  const startedAtMs = performance.now();
  const run = await startDemo({ jobs, maxWorkers });
  const update = (): void => print(formatStatusUpdate(run.jobs(), performance.now() - startedAtMs));
  const timer = setInterval(update, STATUS_INTERVAL_MS);
  const ended = await run.ended;
  clearInterval(timer);
  update();

  print([heading("Timeline"), ...formatTimeline(ended)]);
  for (const job of ended) print(formatJobReport(job));
  print([heading("Execution summary"), ...formatSummary(ended, { maxWorkers, idealMs })]);
  return ended.every(({ state }) => state.status === "completed");
}

async function runForPrograms({ jobs, maxWorkers }: Flags): Promise<boolean> {
  const ended = await (await startDemo({ jobs, maxWorkers })).ended;
  const idealMs = idealMakespanMs({ jobs, maxWorkers, jobMs: demoJobMs });
  console.log(JSON.stringify(toJsonReport(ended, { maxWorkers, idealMs }), null, 2));
  return ended.every(({ state }) => state.status === "completed");
}

await new Command("demo")
  .description("Runs the concurrent execution demo in this terminal: five stages, several jobs, few workers.")
  .option("--jobs <number>", "jobs that run at once", positiveInteger, DEMO_JOBS)
  .option("--max-workers <number>", "routines that run at once, over all jobs", positiveInteger, DEMO_MAX_WORKERS)
  .option(
    "--json",
    "print one JSON object instead: the spans of every task, peak concurrency, makespan and ideal",
    false,
  )
  .action(async (flags: Flags) => {
    const completed = flags.json ? await runForPrograms(flags) : await runForPeople(flags);
    if (!completed) process.exitCode = 1;
  })
  .parseAsync();
