import type { ServiceReport } from "./check-service.ts";
import type { Finding, Verdict } from "./finding.ts";

const MARKS: Record<Verdict, string> = { pass: "✔", warn: "!", fail: "✘", skip: "-" };

/** The report for a terminal: what is right in a line each, what is not with what was expected and what came. */
export function reportText({ url, findings, conforms }: ServiceReport): string {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  return [
    `Control interface of ${url}`,
    "",
    ...findings.flatMap(lines),
    "",
    `${count("pass")} right, ${count("fail")} wrong, ${count("warn")} tolerated, ${count("skip")} not checked`,
    conforms ? "Gantry can work with this service." : "Gantry cannot rely on this service yet.",
    "",
  ].join("\n");
}

function lines({ verdict, title, expected, got }: Finding): readonly string[] {
  const head = `${MARKS[verdict]} ${title}`;
  switch (verdict) {
    case "pass":
      return [head];
    case "skip":
      return [`${head} (not checked: ${got})`];
    case "warn":
    case "fail":
      return [head, `    expected  ${expected}`, `    came      ${got}`];
  }
}
