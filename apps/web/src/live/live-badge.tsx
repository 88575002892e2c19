"use client";

import { Radio, RefreshCw, TriangleAlert } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import { formatDuration, formatTime } from "@/lib/format.ts";
import { useTimeZone } from "@/lib/time-zone.ts";
import type { Connection } from "./connection.ts";
import { useConnection } from "./use-live.ts";

export interface LiveBadgeProps {
  /** Last history position that is shown; null where a view has none. */
  readonly seq?: number | null;
}

const LOOK = {
  connecting: { icon: RefreshCw, tone: "text-muted-foreground", spin: true },
  live: { icon: Radio, tone: "text-status-completed", spin: false },
  reconnecting: { icon: RefreshCw, tone: "text-status-paused", spin: true },
  stale: { icon: TriangleAlert, tone: "text-status-failed", spin: false },
} as const;

/** Says whether the view is the present: live (with its last seq and lag), reconnecting, or stale since a time. */
export function LiveBadge({ seq = null }: LiveBadgeProps) {
  const connection = useConnection();
  const zone = useTimeZone();
  const { icon: Icon, tone, spin } = LOOK[connection.kind];
  const word = wordFor(connection, (atMs) => formatTime(atMs, zone).slice(0, 8));
  return (
    <span
      data-testid="live-badge"
      data-connection={connection.kind}
      data-last-seq={seq ?? undefined}
      title={explain(connection)}
      className="inline-flex h-6 items-center gap-1.5 rounded-full border bg-card px-2.5 text-xs font-medium whitespace-nowrap tabular-nums shadow-card"
    >
      <Icon aria-hidden className={cn("size-3.5 shrink-0", tone, spin && "animate-spin [animation-duration:1.6s]")} />
      <span role="status" className={tone}>
        {word}
      </span>
      {seq !== null && <span className="font-mono text-[0.6875rem] font-normal text-muted-foreground">#{seq}</span>}
      {connection.kind === "live" && (
        <span className="hidden text-[0.6875rem] font-normal text-muted-foreground sm:inline">
          {formatDuration(connection.lagMs)} behind
        </span>
      )}
    </span>
  );
}

function wordFor(connection: Connection, time: (atMs: number) => string): string {
  switch (connection.kind) {
    case "connecting":
      return "Connecting";
    case "live":
      return "Live";
    case "reconnecting":
      return "Reconnecting";
    case "stale":
      return `Stale since ${time(connection.sinceMs)}`;
  }
}

function explain(connection: Connection): string {
  switch (connection.kind) {
    case "connecting":
      return "Opening the live connection.";
    case "live":
      return "Every change is shown as it happens. The lag is the slowest delivery of the last second.";
    case "reconnecting":
      return "The connection closed. It is being opened again, and nothing that happened meanwhile will be missed.";
    case "stale":
      return "The server has not been heard for 5 seconds. What you see is from that moment; it catches up by itself.";
  }
}
