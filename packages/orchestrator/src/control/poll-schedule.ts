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

/** The most that a wait is cut by, as a share of it. */
const SPREAD_RATIO = 0.1;

/**
 * The wait, up to a tenth shorter by a `random` number in [0, 1): thousands of Tasks that began at one moment (after a
 * restart of ours all of them) must not poll at one moment for ever.
 */
export const spreadDelayMs = (delayMs: number, random: number): number => delayMs * (1 - SPREAD_RATIO * random);
