import { checkStore, INVARIANTS, type StoreReport } from "@gantry/invariants";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { Interruption } from "../interruption.ts";
import type { Console } from "../output/console.ts";
import { plural, safeText } from "../output/format.ts";
import { evidenceOf } from "../store-evidence.ts";
import { examples, wholeNumber } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

interface CheckOptions {
  readonly databaseUrl?: string;
  readonly dataDir?: string;
  readonly minCompleted: number;
}

/** Where a server keeps its data when nobody says so. */
const DEFAULT_DATA_DIR = "./data";

export const addCheck: AddCommand = (program, run) => {
  program
    .command("check")
    .summary("hold everything that is stored against what is promised")
    .description(
      "Reads a database, also beside a server that uses it, and changes nothing. Looks where the server would: at DATABASE_URL, else in GANTRY_DATA_DIR.",
    )
    .option("--database-url <url>", "a PostgreSQL database")
    .option("--data-dir <path>", "the data directory of an embedded one")
    .option("--min-completed <percent>", "how many of the ended jobs must have completed", wholeNumber(0, 100), 0)
    .addHelpText(
      "after",
      examples("gantry check", "gantry check --data-dir /var/lib/gantry", "gantry check --min-completed 95 --json"),
    )
    .action((options: CheckOptions) => run((context) => check(context, options)));
};

async function check(context: CommandContext, options: CheckOptions): Promise<ExitCode> {
  const { console, json, surroundings } = context;
  // Loaded only here: no other command needs a database, and it takes a while.
  const { openStoreReader } = await import("@gantry/db");
  using interruption = new Interruption(surroundings.signals);
  await using store = await openStoreReader(placeOf(options, surroundings.env));
  const report = await checkStore(evidenceOf(store), {
    minCompletedPercent: options.minCompleted,
    signal: interruption.signal,
  });
  if (json) await console.json(report);
  else await console.line(reportLines(console, report).join("\n"));
  return report.sound ? EXIT.completed : EXIT.failed;
}

/** What is said on the command line counts before the environment. */
function placeOf({ databaseUrl, dataDir }: CheckOptions, env: CommandContext["surroundings"]["env"]) {
  const said = databaseUrl ?? (dataDir === undefined ? (env.DATABASE_URL ?? "") : "");
  return {
    databaseUrl: said === "" ? null : said,
    dataDir: dataDir ?? env.GANTRY_DATA_DIR ?? DEFAULT_DATA_DIR,
  };
}

function reportLines(console: Console, { sound, faults, checked }: StoreReport): string[] {
  const { workflows, jobs, endedJobs, completedJobs, events, tasks } = checked;
  const broken = new Set(faults.map(({ invariant }) => invariant));
  return [
    ...Object.entries(INVARIANTS).map(([id, text]) =>
      broken.has(id as keyof typeof INVARIANTS)
        ? `${console.style("red", "✘")} ${id.padEnd(3)} ${text}`
        : `${console.style("green", "✔")} ${id.padEnd(3)} ${text}`,
    ),
    "",
    ...faults.map(({ invariant, subject, message }) => `${invariant} ${safeText(subject)}: ${safeText(message)}`),
    ...(faults.length === 0 ? [] : [""]),
    `Looked at ${plural(workflows, "workflow")}, ${plural(jobs, "job")} (${endedJobs} ended, ${completedJobs} completed), ${plural(tasks, "task")}, ${plural(events, "event")}.`,
    sound
      ? console.style("green", workflows === 0 ? "There was nothing to find fault with." : "Everything holds.")
      : console.style("red", `${plural(faults.length, "fault")}.`),
  ];
}
