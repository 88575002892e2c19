import type { Clock } from "./ports/clock.ts";

/** What a Job waits for by the clock: its own time limit, and the retries of its Tasks. */
export class JobTimers {
  readonly #clock: Clock;
  readonly #retries = new Map<string, () => void>();
  #cancelLimit: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `fire` at `dueAtMs`; at once when that is past. */
  armRetry(taskId: string, dueAtMs: number, fire: () => void): void {
    const delayMs = dueAtMs - this.#clock.nowMs();
    if (delayMs <= 0) {
      fire();
      return;
    }
    const cancelTimer = this.#clock.setTimer(delayMs, () => {
      this.#retries.delete(taskId);
      fire();
    });
    this.#retries.set(taskId, cancelTimer);
  }

  cancelRetry(taskId: string): void {
    this.#retries.get(taskId)?.();
    this.#retries.delete(taskId);
  }

  armLimit(dueAtMs: number, fire: () => void): void {
    this.#cancelLimit?.();
    this.#cancelLimit = this.#clock.setTimer(dueAtMs - this.#clock.nowMs(), fire);
  }

  clear(): void {
    for (const cancelTimer of this.#retries.values()) cancelTimer();
    this.#retries.clear();
    this.#cancelLimit?.();
    this.#cancelLimit = null;
  }
}
