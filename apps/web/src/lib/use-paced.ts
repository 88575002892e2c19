"use client";

import { useEffect, useRef, useState } from "react";

/**
 * `value` as it was within the last `everyMs`, for what is too much work to draw after every change; the newest one
 * always comes. At 0 every change is passed on at once.
 */
export function usePaced<T>(value: T, everyMs: number): T {
  const newest = useRef(value);
  const [paced, setPaced] = useState<{ readonly value: T } | null>(null);
  useEffect(() => {
    newest.current = value;
  }, [value]);
  useEffect(() => {
    if (everyMs === 0) return undefined;
    const look = (): void =>
      setPaced((before) => (before?.value === newest.current ? before : { value: newest.current }));
    const timer = setInterval(look, everyMs);
    return () => {
      clearInterval(timer);
      setPaced(null);
    };
  }, [everyMs]);
  return paced === null || everyMs === 0 ? value : paced.value;
}
