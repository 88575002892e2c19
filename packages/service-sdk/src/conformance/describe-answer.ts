import type { Answer } from "./service-probe.ts";

const SHOWN_CHARS = 160;

/** An answer in one line. What a service sent is shown without control characters: it goes to a terminal. */
export function describeAnswer(answer: Answer): string {
  if (answer.kind === "silence") return plain(answer.reason);
  const body = answer.json === undefined && answer.text !== "" ? `(not JSON) ${answer.text}` : answer.text;
  return plain(`${answer.status} ${body}`.trim());
}

export function plain(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return line.length > SHOWN_CHARS ? `${line.slice(0, SHOWN_CHARS)}…` : line;
}
