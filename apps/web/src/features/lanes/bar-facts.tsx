import { StatusIcon } from "@/components/shell/status-badge.tsx";
import { formatDuration } from "@/lib/format.ts";
import { HoverFact } from "../timeline/hover-card.tsx";
import { OUTCOME_WORD, outcomeStatus } from "../timeline/outcome-look.ts";
import type { LaneBar } from "./lane-bars.ts";

export interface BarFactsProps {
  readonly bar: LaneBar;
  readonly lane: number;
  /** The moment that the axis counts from. */
  readonly originMs: number;
  readonly nowMs: number;
}

/** What the card over a bar says. */
export function BarFacts({ bar, lane, originMs, nowMs }: BarFactsProps) {
  const endMs = bar.finishedAtMs ?? nowMs;
  return (
    <>
      <p className="mb-2 font-semibold break-words">{bar.routine}</p>
      <HoverFact label="Job">{bar.jobIndex + 1}</HoverFact>
      <HoverFact label="Lane">{lane}</HoverFact>
      <HoverFact label="Attempt">{bar.attempt}</HoverFact>
      <HoverFact label="Status">
        <span className="inline-flex items-center gap-1">
          <StatusIcon status={outcomeStatus(bar.outcome)} className="size-3" />
          {OUTCOME_WORD[bar.outcome]}
        </span>
      </HoverFact>
      <HoverFact label="From – to">
        {seconds(bar.startedAtMs - originMs)} – {bar.finishedAtMs === null ? "now" : seconds(endMs - originMs)}
      </HoverFact>
      <HoverFact label="Duration">{formatDuration(endMs - bar.startedAtMs)}</HoverFact>
    </>
  );
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(3)} s`;
