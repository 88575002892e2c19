"use client";

import { formatDuration } from "@/lib/format.ts";
import { useServerNow } from "@/live/index.ts";

export interface RunDurationProps {
  readonly startedAtMs: number | null;
  /** null while it runs: the duration then moves. */
  readonly finishedAtMs: number | null;
}

export function RunDuration({ startedAtMs, finishedAtMs }: RunDurationProps) {
  const running = startedAtMs !== null && finishedAtMs === null;
  const nowMs = useServerNow({ running, everyMs: 200 });
  return startedAtMs === null ? "–" : formatDuration((finishedAtMs ?? nowMs) - startedAtMs);
}
