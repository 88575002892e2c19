import type { OperationSummary } from "@gantry/contracts";
import type { OperationNode } from "../live/operations-view.ts";
import { barText } from "./bar.ts";
import type { Console } from "./console.ts";
import { durationText, percentText, safeText } from "./format.ts";
import { markOf, styleOf } from "./status-text.ts";
import { shortened, textWidth } from "./text-width.ts";

const BAR_MAX = 24;
const BAR_MIN = 8;
const NAME_MAX = 28;
/** Mark, gaps and the percentage. */
const BESIDE = 12;

/** Nested bars: each operation under the one that started it, as many as the terminal has rows for. */
export function operationLines(
  console: Console,
  nodes: readonly OperationNode[],
  options: { readonly hint: string },
): string[] {
  const room = Math.max(1, console.rows - 3);
  const shown = nodes.slice(0, room);
  const hidden = nodes.length - shown.length;
  const nameWidth = Math.min(
    NAME_MAX,
    Math.floor(console.columns / 2),
    Math.max(0, ...shown.map(({ operation, depth }) => 2 * depth + textWidth(safeText(operation.name)))),
  );
  return [
    ...shown.map((node) => nodeLine(console, node, nameWidth)),
    ...(hidden === 0 ? [] : [console.style("dim", `… and ${hidden} more`)]),
    ...(options.hint === "" ? [] : [console.style("dim", shortened(options.hint, console.columns - 1))]),
  ];
}

function nodeLine(console: Console, { operation, depth }: OperationNode, nameWidth: number): string {
  const width = console.columns - 1;
  const style = styleOf(operation.status);
  const name = shortened(`${"  ".repeat(depth)}${safeText(operation.name)}`, nameWidth);
  const left = width - nameWidth - BESIDE;
  const barWidth = left < BAR_MIN ? 0 : Math.min(BAR_MAX, left);
  const bar = barWidth === 0 ? "" : `${barText(console, operation.progress.percentage, barWidth, style)} `;
  const padding = " ".repeat(Math.max(0, nameWidth - textWidth(name)));
  const head = `${console.style(style, markOf(operation.status))} ${name}${padding} ${bar}${percentText(operation.progress.percentage).padStart(5)}`;
  const said = shortened(saidOf(operation), width - textWidth(head) - 2);
  return said === "" ? head : `${head}  ${console.style("dim", said)}`;
}

/** What it does, in its service's words, and how long it takes yet; or why it ended. */
export function saidOf({ status, progress, error, reason, cancelRequested }: OperationSummary): string {
  if (error !== null) return safeText(error.message);
  if (status === "cancelled") return safeText(reason ?? "");
  const { message, estimatedRemainingMs } = progress;
  const parts = [
    ...(cancelRequested ? ["cancelling …"] : []),
    ...(message === "" ? [] : [safeText(message)]),
    ...(estimatedRemainingMs === null || status !== "running" ? [] : [`${durationText(estimatedRemainingMs)} left`]),
  ];
  return parts.join(" · ");
}
