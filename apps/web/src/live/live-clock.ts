/** Time and painting as the live client sees them; tests replace it by one that is moved by hand. */
export interface LiveClock {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** Calls `fire` once after `delayMs`; the returned function cancels it. */
  setTimer(delayMs: number, fire: () => void): () => void;
  /** Calls `fire` once before the next paint, or within a second in a tab that does not paint; the returned function cancels it. */
  beforePaint(fire: () => void): () => void;
}

/** A hidden tab gets no animation frames; its views are still folded about once a second. */
const HIDDEN_TAB_INTERVAL_MS = 1_000;

export const browserClock: LiveClock = {
  nowMs: () => Date.now(),
  setTimer(delayMs, fire) {
    const timer = setTimeout(fire, delayMs);
    return () => clearTimeout(timer);
  },
  beforePaint(fire) {
    const cancel = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
    const once = (): void => {
      cancel();
      fire();
    };
    const frame = requestAnimationFrame(once);
    const timer = setTimeout(once, HIDDEN_TAB_INTERVAL_MS);
    return cancel;
  },
};
