"use client";

import { useEffect, useState } from "react";

/**
 * The present as epoch ms, renewed every `intervalMs`; null stops the clock (for what has ended).
 * Nothing is fetched by it: it only lets "12 s ago" and running durations move.
 */
export function useNow(intervalMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (intervalMs === null) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return nowMs;
}
