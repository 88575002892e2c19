import type { Status } from "@/components/shell/status-badge.tsx";
import type { AttemptOutcome } from "./task-segments.ts";

/** An attempt's outcome as a status to show, and in words. A lost attempt is nobody's failure: it is run again. */
export const outcomeStatus = (outcome: AttemptOutcome): Status => (outcome === "lost" ? "skipped" : outcome);

export const OUTCOME_WORD: Record<AttemptOutcome, string> = {
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
  lost: "Lost with its process",
};
