import { Command, InvalidArgumentError, Option } from "commander";
import { presentToPeople, presentToPrograms } from "./present-demo.ts";
import { VARIANTS, type Variant } from "./variants/catalogue.ts";

interface Flags {
  readonly variant: string;
  readonly jobs?: number;
  readonly maxWorkers?: number;
  readonly json: boolean;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number of at least 1.");
  return value;
}

function describe([name, { flow }]: readonly [string, Variant]): string {
  const size = `${flow.defaultJobs} jobs, ${String(flow.definition().maxWorkers)} workers`;
  return `  ${name.padEnd(17)}${flow.description} (${size})`;
}

await new Command("demo")
  .description("Runs the concurrent execution demo in this terminal: several stages, several jobs, few workers.")
  .addOption(new Option("--variant <name>", "which demo").choices([...VARIANTS.keys()]).default("pipeline"))
  .option("--jobs <number>", "jobs that run at once (default: what the variant says)", positiveInteger)
  .option("--max-workers <number>", "routines that run at once, over all jobs (default: as above)", positiveInteger)
  .option(
    "--json",
    "print one JSON object instead: the spans of every task, peak concurrency, makespan and ideal",
    false,
  )
  .addHelpText("after", `\nVariants:\n${[...VARIANTS].map(describe).join("\n")}`)
  .action(async ({ variant: name, jobs, maxWorkers, json }: Flags) => {
    const variant = VARIANTS.get(name);
    if (variant === undefined) throw new Error(`There is no variant ${name}`); // commander has checked it
    const { flow } = variant;
    const present = json ? presentToPrograms : presentToPeople;
    const completed = await present({
      variant,
      jobs: jobs ?? flow.defaultJobs,
      maxWorkers: maxWorkers ?? flow.definition().maxWorkers ?? flow.defaultJobs,
    });
    if (!completed) process.exitCode = 1;
  })
  .parseAsync();
