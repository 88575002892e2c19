"use client";

import type { TaskState } from "@gantry/contracts";
import { StatusIcon } from "@/components/shell/status-badge.tsx";
import { OUTCOME_WORD, outcomeStatus } from "@/features/timeline/outcome-look.ts";
import { outcomeOf } from "@/features/timeline/task-segments.ts";
import { formatDuration, formatTime } from "@/lib/format.ts";
import { useTimeZone } from "@/lib/time-zone.ts";

/** Each try of a Task: when, where, how it ended. */
export function AttemptList({ task, nowMs }: { readonly task: TaskState; readonly nowMs: number }) {
  const zone = useTimeZone();
  return (
    <div role="cell" className="bg-muted/40 py-3 pr-4 pl-9 text-xs">
      <p className="font-mono text-[0.6875rem] break-all text-muted-foreground">
        {task.taskId}
        {task.acknowledgedAs !== null && ` · accepted by its service as ${task.acknowledgedAs}`}
      </p>
      {task.attempts.length === 0 && <p className="mt-2 text-muted-foreground">No attempt has been made.</p>}
      <ol className="mt-1 divide-y">
        {task.attempts.map((attempt) => {
          const outcome = outcomeOf(task, attempt);
          return (
            <li key={attempt.attempt} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 tabular-nums">
              <span className="font-medium">Attempt {attempt.attempt}</span>
              <span className="inline-flex items-center gap-1.5">
                <StatusIcon status={outcomeStatus(outcome)} />
                {OUTCOME_WORD[outcome]}
              </span>
              <span className="text-muted-foreground">lane {attempt.lane}</span>
              <span className="font-mono text-muted-foreground">{formatTime(attempt.startedAtMs, zone)}</span>
              <span className="text-muted-foreground">
                {formatDuration((attempt.finishedAtMs ?? nowMs) - attempt.startedAtMs)}
              </span>
              {attempt.error !== null && (
                <span className="basis-full font-mono break-words whitespace-pre-wrap text-status-failed">
                  {attempt.error.message} <span className="text-muted-foreground">({attempt.error.code})</span>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
