import { formatJobReport } from "./report/job-report.ts";
import { heading } from "./report/format.ts";
import { toJsonReport } from "./report/json-report.ts";
import { formatStatusUpdate } from "./report/status-update.ts";
import { formatSummary } from "./report/summary.ts";
import { formatTimeline } from "./report/timeline.ts";
import type { JobRecording } from "./job-recording.ts";
import { startDemo } from "./run-demo.ts";
import type { Variant } from "./variants/catalogue.ts";

/** A variant, and how large it is run. */
export interface Presentation {
  readonly variant: Variant;
  readonly jobs: number;
  readonly maxWorkers: number;
}

const STATUS_INTERVAL_MS = 250;

/** Runs it and prints what happens while it runs, then everything about it. @returns whether every Job completed. */
export async function presentToPeople({ variant, jobs, maxWorkers }: Presentation): Promise<boolean> {
  const { flow } = variant;
  print([
    heading(flow.name),
    [...flow.routines.keys()].join(" → "),
    `${jobs} jobs, at most ${maxWorkers} routines at once`,
    heading("Status updates"),
  ]);
  const startedAtMs = performance.now();
  const run = await startDemo({ flow, jobs, maxWorkers });
  const update = (): void => print(formatStatusUpdate(run.jobs(), performance.now() - startedAtMs));
  const timer = setInterval(update, STATUS_INTERVAL_MS);
  const ended = await run.ended;
  clearInterval(timer);
  update();

  const idealMs = variant.idealMs({ jobs, maxWorkers });
  print([heading("Timeline"), ...formatTimeline(ended)]);
  for (const job of ended) print(formatJobReport(job));
  print([heading("Execution summary"), ...formatSummary(ended, { maxWorkers, idealMs })]);
  return allCompleted(ended);
}

/** Runs it and prints one JSON object. @returns whether every Job completed. */
export async function presentToPrograms({ variant, jobs, maxWorkers }: Presentation): Promise<boolean> {
  const ended = await (await startDemo({ flow: variant.flow, jobs, maxWorkers })).ended;
  const idealMs = variant.idealMs({ jobs, maxWorkers });
  console.log(JSON.stringify(toJsonReport(ended, { maxWorkers, idealMs }), null, 2));
  return allCompleted(ended);
}

const print = (lines: readonly string[]): void => console.log(lines.join("\n"));

const allCompleted = (jobs: readonly JobRecording[]): boolean =>
  jobs.every(({ state }) => state.status === "completed");
