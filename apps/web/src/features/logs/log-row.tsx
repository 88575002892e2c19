"use client";

import type { LogLevel, LogLine } from "@gantry/contracts";
import { cn } from "@/lib/cn.ts";
import { formatTime } from "@/lib/format.ts";
import { useTimeZone } from "@/lib/time-zone.ts";
import { highlight } from "./highlight.ts";

const LEVEL_TONE: Record<LogLevel, string> = {
  debug: "text-muted-foreground",
  info: "text-status-running",
  warn: "text-status-paused",
  error: "text-status-failed",
};

/** One line: number, time, level, Routine, message with what was searched for marked, and its fields. */
export function LogRow({ line, search }: { readonly line: LogLine; readonly search: string }) {
  const zone = useTimeZone();
  const fields = line.fields === null || Object.keys(line.fields).length === 0 ? null : JSON.stringify(line.fields);
  return (
    <div
      data-testid="log-line"
      data-log-seq={line.logSeq}
      data-level={line.level}
      className={cn(
        "flex min-h-6 gap-x-3 px-4 py-0.5 leading-5 hover:bg-accent/50",
        line.level === "error" && "bg-status-failed/6",
      )}
    >
      <span className="hidden w-10 shrink-0 text-right text-muted-foreground tabular-nums select-none sm:inline">
        {line.logSeq}
      </span>
      <time
        dateTime={new Date(line.atMs).toISOString()}
        className="hidden shrink-0 text-muted-foreground tabular-nums sm:inline"
      >
        {formatTime(line.atMs, zone)}
      </time>
      <span className={cn("w-10 shrink-0 font-medium uppercase", LEVEL_TONE[line.level])}>{line.level}</span>
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">
        {line.routine !== null && <span className="mr-2 text-muted-foreground">{line.routine}</span>}
        {highlight(line.message, search).map(({ text, match }, index) =>
          match ? (
            <mark key={index} className="rounded-[2px] bg-brand/30 text-foreground">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
        {fields !== null && <span className="ml-2 text-muted-foreground">{fields}</span>}
      </span>
    </div>
  );
}
