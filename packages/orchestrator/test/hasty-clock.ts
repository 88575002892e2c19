import type { Clock } from "@gantry/engine";

/** Longer delays than this are limits that tests let pass by hand; shorter ones are waits. */
const LONGEST_WAIT_MS = 1_999;

/**
 * A clock for code that waits between real HTTP calls: a wait is over at once and moves the time by its length, so that
 * no test sleeps; a limit (2 s and more) never passes until a test says so.
 */
export class HastyClock implements Clock {
  #nowMs = Date.UTC(2026, 0, 1);
  readonly #limits = new Set<() => void>();
  /** The waits so far, ms. */
  readonly waits: number[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  setTimer(delayMs: number, fire: () => void): () => void {
    if (delayMs > LONGEST_WAIT_MS) {
      this.#limits.add(fire);
      return () => this.#limits.delete(fire);
    }
    this.waits.push(delayMs);
    const immediate = setImmediate(() => {
      this.#nowMs += delayMs;
      fire();
    });
    return () => {
      clearImmediate(immediate);
    };
  }

  /** Limits under way: 0 shows that nothing was left behind. */
  get pendingLimits(): number {
    return this.#limits.size;
  }

  passAllLimits(): void {
    for (const fire of [...this.#limits]) fire();
  }
}
