import { LOG_LEVELS, type LogLevel, type LogLine } from "@gantry/contracts";

export interface LogFilter {
  /** Lines of this level and above. */
  readonly level: LogLevel;
  /** Case does not matter. */
  readonly search: string;
}

export const isUnfiltered = ({ level, search }: LogFilter): boolean => level === "debug" && search.trim() === "";

const rankOf = (level: LogLevel): number => LOG_LEVELS.indexOf(level);

/** Whether a line passes: the same rule as the server's, for lines that arrive live. */
export function matchesFilter(line: LogLine, { level, search }: LogFilter): boolean {
  if (rankOf(line.level) < rankOf(level)) return false;
  return line.message.toLowerCase().includes(search.trim().toLowerCase());
}
