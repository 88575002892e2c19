import type { Clock } from "./ports/clock.ts";

/** What a Job waits for by the clock: its own time limit, the retries of its Tasks, and Slots that wait only so long. */
export class JobTimers {
  readonly #clock: Clock;
  readonly #retries = new Map<string, () => void>();
  readonly #slots = new Map<string, { readonly dueAtMs: number; readonly cancel: () => void }>();
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

  /** Calls `fire` with the end of a Slot's wait when it comes; moves the timer that was set before. null: nothing waits. */
  armSlot(key: string, dueAtMs: number | null, fire: (dueAtMs: number) => void): void {
    const armed = this.#slots.get(key);
    if (armed?.dueAtMs === dueAtMs) return;
    armed?.cancel();
    this.#slots.delete(key);
    if (dueAtMs === null) return;
    const cancel = this.#clock.setTimer(dueAtMs - this.#clock.nowMs(), () => {
      this.#slots.delete(key);
      fire(dueAtMs);
    });
    this.#slots.set(key, { dueAtMs, cancel });
  }

  armLimit(dueAtMs: number, fire: () => void): void {
    this.#cancelLimit?.();
    this.#cancelLimit = this.#clock.setTimer(dueAtMs - this.#clock.nowMs(), fire);
  }

  clear(): void {
    for (const cancelTimer of this.#retries.values()) cancelTimer();
    this.#retries.clear();
    for (const { cancel } of this.#slots.values()) cancel();
    this.#slots.clear();
    this.#cancelLimit?.();
    this.#cancelLimit = null;
  }
}
