"use client";

import { formatDuration } from "@/lib/format.ts";
import { useServerNow } from "@/live/use-server-now.ts";
import type { NodeActivity } from "./node-activity.ts";

/** How long the running attempt has been running, moving; else how long one took on average. */
export function Elapsed({ activity }: { readonly activity: NodeActivity }) {
  const running = activity.status === "running";
  const nowMs = useServerNow({ running, everyMs: 100 });
  if (running && activity.startedAtMs !== null) return <>{formatDuration(nowMs - activity.startedAtMs)}</>;
  if (activity.meanDurationMs === null) return null;
  return (
    <>
      {activity.total > 1 && "⌀ "}
      {formatDuration(activity.meanDurationMs)}
    </>
  );
}
