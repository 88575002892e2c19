import type { KnownService } from "@gantry/contracts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Console } from "../output/console.ts";
import { safeText } from "../output/format.ts";
import { tableLines } from "../output/table.ts";
import { examples } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

export const addServices: AddCommand = (program, run) => {
  program
    .command("services")
    .summary("the services that submissions name, and how they answer")
    .addHelpText(
      "after",
      examples("gantry services", "gantry services --json | jq '.services[] | select(.health.ok | not)'"),
    )
    .action(() => run(services));
};

async function services({ client, console, json }: CommandContext): Promise<ExitCode> {
  const list = await client.services();
  if (json) await console.json(list);
  else if (list.services.length === 0) await console.line("No submission has named a service yet.");
  else {
    const rows = list.services.map((service) => rowOf(console, service));
    await console.line(tableLines(["ADDRESS", "CONTAINERS", "HEALTH", "RUNNING", "VERSION"], rows).join("\n"));
  }
  return EXIT.completed;
}

const rowOf = (console: Console, service: KnownService): string[] => [
  safeText(service.address),
  safeText(service.containerNames.join(", ")),
  healthText(console, service),
  String(service.runningTasks),
  safeText(service.health?.version ?? ""),
];

function healthText(console: Console, { health }: KnownService): string {
  if (health === null) return console.style("dim", "○ not asked yet");
  if (health.ok)
    return console.style("green", `✔ ok${health.latencyMs === null ? "" : `, ${Math.round(health.latencyMs)} ms`}`);
  return console.style("red", `✘ ${safeText(health.error ?? "not well")}`);
}
