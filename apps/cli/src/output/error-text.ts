import type { SubmissionFault } from "@gantry/contracts";
import type { CliError } from "../cli-error.ts";
import type { Console } from "./console.ts";
import { plural, safeText } from "./format.ts";
import { tableLines } from "./table.ts";

/** A JSON path as one writes it: `nodes[0].operation_signature_list[1]`; the document itself is `(all of it)`. */
export function pathText(path: readonly (string | number)[]): string {
  const text = path.reduce<string>((before, step) => {
    if (typeof step === "number") return `${before}[${step}]`;
    const isName = /^[A-Za-z_$][\w$]*$/.test(step);
    if (!isName) return `${before}[${JSON.stringify(step)}]`;
    return before === "" ? step : `${before}.${step}`;
  }, "");
  return text === "" ? "(all of it)" : text;
}

/** Each fault in a line: document, place and message. */
export function faultLines(console: Console, faults: readonly SubmissionFault[]): string[] {
  const rows = faults.map(({ document, path, message, severity }) => [
    severity === "error" ? console.styleNote("red", "✘") : console.styleNote("yellow", "!"),
    document,
    safeText(pathText(path)),
    safeText(message),
  ]);
  return tableLines(["", "DOCUMENT", "PATH", "MESSAGE"], rows);
}

/** Tells on stderr why a command ended as it did; as one JSON document for `--json`. */
export function reportError(console: Console, error: CliError, options: { readonly json: boolean }): void {
  const { message, code, exitCode, advice, faults } = error;
  if (options.json) {
    console.note(JSON.stringify({ error: { code, message, exitCode, advice, faults } }));
    return;
  }
  const errors = faults.filter((fault) => fault.severity === "error").length;
  // The server's message repeats the faults, one after the other.
  console.note(
    `${console.styleNote("red", "error:")} ${faults.length === 0 ? message : `The server refused ${plural(errors, "fault")}:`}`,
  );
  if (faults.length > 0) console.note(faultLines(console, faults).join("\n"));
  if (advice !== null) console.note(advice);
}
