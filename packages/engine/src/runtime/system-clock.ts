import type { Clock } from "./ports/clock.ts";

/** The longest delay that setTimeout takes (24.8 days); beyond it fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  setTimer(delayMs, fire) {
    let handle: NodeJS.Timeout;
    const arm = (leftMs: number): void => {
      const stepMs = Math.min(Math.max(leftMs, 0), MAX_DELAY_MS);
      handle = setTimeout(() => {
        if (leftMs > stepMs) arm(leftMs - stepMs);
        else fire();
      }, stepMs);
    };
    arm(delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
};
