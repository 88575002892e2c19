"use client";

import { useCallback, useState, useSyncExternalStore } from "react";

/** A clock that ticks only while someone looks at it; its reading changes with each tick, as a store's must. */
class TickingClock {
  #nowMs = Date.now();
  readonly #intervalMs: number | null;

  constructor(intervalMs: number | null) {
    this.#intervalMs = intervalMs;
  }

  readonly read = (): number => this.#nowMs;

  subscribe(listener: () => void): () => void {
    if (this.#intervalMs === null) return () => undefined;
    const tick = () => {
      this.#nowMs = Date.now();
      listener();
    };
    tick();
    const timer = setInterval(tick, this.#intervalMs);
    return () => clearInterval(timer);
  }
}

/**
 * The present as epoch ms, renewed every `intervalMs`; null stops the clock (for what has ended).
 * Nothing is fetched by it: it only lets "12 s ago" and running durations move.
 */
export function useNow(intervalMs: number | null): number {
  const [held, setHeld] = useState(() => ({ intervalMs, clock: new TickingClock(intervalMs) }));
  // Another interval is another clock, wound while rendering so that no stale reading is shown in between.
  if (held.intervalMs !== intervalMs) setHeld({ intervalMs, clock: new TickingClock(intervalMs) });
  const { clock } = held;
  return useSyncExternalStore(
    useCallback((listener: () => void) => clock.subscribe(listener), [clock]),
    clock.read,
    clock.read,
  );
}
