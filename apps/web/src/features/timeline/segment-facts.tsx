import type { TaskState } from "@gantry/contracts";
import { StatusIcon } from "@/components/shell/status-badge.tsx";
import { formatDuration } from "@/lib/format.ts";
import { HoverFact } from "./hover-card.tsx";
import { OUTCOME_WORD, outcomeStatus } from "./outcome-look.ts";
import type { TaskSegment } from "./task-segments.ts";

export interface SegmentFactsProps {
  readonly task: TaskState;
  readonly segment: TaskSegment;
  readonly originMs: number;
  readonly nowMs: number;
}

/** What the card over a stretch says. */
export function SegmentFacts({ task, segment, originMs, nowMs }: SegmentFactsProps) {
  const seconds = (atMs: number): string => `${((atMs - originMs) / 1_000).toFixed(3)} s`;
  return (
    <>
      <p className="mb-2 font-semibold break-words">{task.routine}</p>
      {segment.kind === "attempt" ? (
        <>
          <HoverFact label="Attempt">{segment.attempt.attempt}</HoverFact>
          <HoverFact label="Status">
            <span className="inline-flex items-center gap-1">
              <StatusIcon status={outcomeStatus(segment.outcome)} className="size-3" />
              {OUTCOME_WORD[segment.outcome]}
            </span>
          </HoverFact>
          <HoverFact label="Lane">{segment.attempt.lane}</HoverFact>
        </>
      ) : (
        <HoverFact label="Waiting for">
          {segment.kind === "queued" ? "a free worker" : `attempt ${String(segment.beforeAttempt)}`}
        </HoverFact>
      )}
      {segment.kind === "retry" && segment.dueAtMs !== null && (
        <HoverFact label="Due in">{formatDuration(segment.dueAtMs - nowMs)}</HoverFact>
      )}
      <HoverFact label="From – to">
        {seconds(segment.fromMs)} – {segment.toMs === null ? "now" : seconds(segment.toMs)}
      </HoverFact>
      <HoverFact label="Duration">{formatDuration((segment.toMs ?? nowMs) - segment.fromMs)}</HoverFact>
      {segment.kind === "attempt" && segment.attempt.error !== null && (
        <p className="mt-2 line-clamp-4 break-words text-status-failed">{segment.attempt.error.message}</p>
      )}
    </>
  );
}
