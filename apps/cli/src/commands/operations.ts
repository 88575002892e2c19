import { JobStatus, type OperationSummary } from "@gantry/contracts";
import { Option, type Command } from "commander";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { followOperation } from "../following.ts";
import type { Console } from "../output/console.ts";
import { percentText, plural, safeText } from "../output/format.ts";
import { saidOf } from "../output/operation-board.ts";
import { statusText } from "../output/status-text.ts";
import { tableLines } from "../output/table.ts";
import { examples, wholeNumber } from "./parse-options.ts";
import type { AddCommand, RunCommand } from "./run-command.ts";

interface ListOptions {
  readonly status?: JobStatus;
  readonly type?: string;
  readonly active?: boolean;
  readonly limit: number;
}

/** `operations list`, `follow` and `cancel`. */
export const addOperations: AddCommand = (program, run) => {
  const operations = program.command("operations").summary("managed operations: list, follow, cancel");
  addList(operations, run);
  operations
    .command("follow")
    .summary("watch an operation, and all that works for it, to its end")
    .description(
      "Nested bars on a terminal. Ctrl-C detaches and leaves it running; Ctrl-C twice, or the key c, asks it to cancel.",
    )
    .argument("<id>", "op_…")
    .addHelpText("after", examples("gantry operations follow op_0123", "gantry operations follow op_0123 --json"))
    .action((id: string) => run((context) => followOperation(context, id)));
  operations
    .command("cancel")
    .summary("ask an operation, and all that works for it, to stop")
    .argument("<id>", "op_…")
    .option("--reason <text>", "kept in the history, and shown")
    .addHelpText("after", examples('gantry operations cancel op_0123 --reason "wrong symbol"'))
    .action((id: string, options: { readonly reason?: string }) =>
      run((context) => cancel(context, id, options.reason)),
    );
};

const addList = (operations: Command, run: RunCommand): void => {
  operations
    .command("list")
    .summary("the newest operations")
    .addOption(new Option("--status <word>", "only of this status").choices(JobStatus.options))
    .option("--type <type>", "only of this type, or service/type")
    .option("--active", "only such as have not ended")
    .option("--limit <n>", "how many", wholeNumber(1, 1_000), 20)
    .addHelpText("after", examples("gantry operations list --active", "gantry operations list --type training --json"))
    .action((options: ListOptions) => run((context) => list(context, options)));
};

async function list({ client, console, json }: CommandContext, options: ListOptions): Promise<ExitCode> {
  const { status, type, active, limit } = options;
  const page = await client.operations({
    limit,
    ...(status === undefined ? {} : { status }),
    ...(type === undefined ? {} : { operationType: type }),
    ...(active === undefined ? {} : { activeOnly: active }),
  });
  if (json) await console.json(page);
  else {
    const rows = page.operations.map((operation) => rowOf(console, operation));
    if (rows.length > 0) {
      await console.line(tableLines(["OPERATION", "STATUS", "DONE", "TYPE", "NAME", ""], rows).join("\n"));
    }
    await console.line(`${plural(page.total, "operation")}, ${page.activeCount} active`);
  }
  return EXIT.completed;
}

const rowOf = (console: Console, operation: OperationSummary): string[] => [
  operation.operationId,
  statusText(console, operation.status),
  percentText(operation.progress.percentage),
  safeText(`${operation.service}/${operation.operationType}`),
  safeText(operation.name),
  console.style("dim", saidOf(operation)),
];

async function cancel(
  { client, console, json }: CommandContext,
  id: string,
  reason: string | undefined,
): Promise<ExitCode> {
  await client.cancelOperation(id, reason);
  if (json) await console.json({ id, asked: "cancel", reason: reason ?? null });
  else await console.line(`${id} asked to cancel`);
  return EXIT.completed;
}
