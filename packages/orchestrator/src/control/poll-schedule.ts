import type { PollingSettings } from "../service-settings.ts";

/** The first wait after a failed poll, in units of `initialDelayMs`: 200, 400, … 3,200 ms by default. */
const BACKOFF_BASE = 4;

/**
 * How long to wait for the next poll of a task that has been waited for `waitedMs`: a fixed share of that, so that a
 * short task is seen finished soon and a long one costs little. Default: 50 ms at first, 5 s after 25 s.
 */
export function pollDelayMs(waitedMs: number, { initialDelayMs, maxDelayMs, growthRatio }: PollingSettings): number {
  return Math.min(maxDelayMs, Math.max(initialDelayMs, waitedMs * growthRatio));
}

/** How long to wait after the `failures`th failure in a row (from 1): doubling. */
export function backoffDelayMs(failures: number, { initialDelayMs, maxDelayMs }: PollingSettings): number {
  return Math.min(maxDelayMs, initialDelayMs * BACKOFF_BASE * 2 ** (failures - 1));
}
