import type { LogLevel, LogLine } from "@gantry/contracts";
import type { Console, Style } from "./console.ts";
import { safeText, timeText } from "./format.ts";

const STYLES: Readonly<Record<LogLevel, Style>> = { debug: "dim", info: "cyan", warn: "yellow", error: "red" };

/** A log line for a person: time, level, whose it is, message and fields. `job` is named when there are several. */
export function logLineText(console: Console, line: LogLine, job: { readonly jobIndex: number } | null): string {
  const parts = [
    console.style("dim", timeText(line.atMs)),
    console.style(STYLES[line.level], line.level.padEnd(5)),
    ...(job === null ? [] : [`job ${job.jobIndex + 1}`]),
    ...(line.routine === null ? [] : [console.style("dim", safeText(line.routine))]),
    safeText(line.message),
    ...(line.fields === null ? [] : [console.style("dim", safeText(JSON.stringify(line.fields)))]),
  ];
  return parts.join(" ");
}
