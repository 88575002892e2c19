"use client";

import { formatDateTime, formatRelative } from "@/lib/format.ts";
import { useTimeZone } from "@/lib/time-zone.ts";
import { useNow } from "@/lib/use-now.ts";

/** How long ago something was, with the exact time on hover; keeps moving. */
export function RelativeTime({ atMs, className }: { readonly atMs: number; readonly className?: string }) {
  const zone = useTimeZone();
  const nowMs = useNow(5_000);
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatDateTime(atMs, zone)} className={className}>
      {formatRelative(atMs, nowMs)}
    </time>
  );
}
