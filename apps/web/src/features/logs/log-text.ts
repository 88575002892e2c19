import type { LogLine } from "@gantry/contracts";

/** A line as plain text, for copying and download: time, level, Routine, message, fields. */
export function logText(line: LogLine): string {
  const routine = line.routine === null ? "" : ` [${line.routine}]`;
  const fields = line.fields === null || Object.keys(line.fields).length === 0 ? "" : ` ${JSON.stringify(line.fields)}`;
  return `${new Date(line.atMs).toISOString()} ${line.level.toUpperCase().padEnd(5)}${routine} ${line.message}${fields}`;
}
