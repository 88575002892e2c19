import type { LogCatchUp, LogLine } from "@gantry/contracts";
import { takeContinuation } from "@gantry/engine/core";

/** Lines kept by a live view; older ones are read from the server when somebody scrolls to them. */
export const LOG_TAIL_MAX_LINES = 20_000;

/** The newest lines of a Job's log, without holes: the last of `lines` is line `lastLogSeq`, if any is held. */
export interface LogTail {
  readonly lines: readonly LogLine[];
  /** How many lines the Job has; null before the first answer. */
  readonly lastLogSeq: number | null;
}

export const EMPTY_LOG_TAIL: LogTail = { lines: [], lastLogSeq: null };

const logSeqOf = (line: LogLine): number => line.logSeq;
const newest = (lines: readonly LogLine[]): readonly LogLine[] =>
  lines.length > LOG_TAIL_MAX_LINES ? lines.slice(-LOG_TAIL_MAX_LINES) : lines;

/** Adds the lines that continue the tail; `gap` when some are missing in between. */
export function appendLogs(
  tail: LogTail,
  lines: readonly LogLine[],
): { readonly tail: LogTail; readonly gap: boolean } {
  const { fresh, gap } = takeContinuation(tail.lastLogSeq ?? 0, lines, logSeqOf);
  const last = fresh.at(-1);
  if (last === undefined) return { tail, gap };
  return { tail: { lines: newest([...tail.lines, ...fresh]), lastLogSeq: last.logSeq }, gap };
}

/** The answer to a subscription: a continuation of what is held, or (when too much is missing) a new, later tail. */
export function catchUpLogs(tail: LogTail, answer: LogCatchUp): LogTail {
  const first = answer.lines[0];
  const continues = tail.lastLogSeq !== null && (first === undefined || first.logSeq <= tail.lastLogSeq + 1);
  if (!continues) return { lines: newest(answer.lines), lastLogSeq: answer.lastLogSeq };
  return appendLogs(tail, answer.lines).tail;
}
