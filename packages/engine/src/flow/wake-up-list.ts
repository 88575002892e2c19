import type { Clock } from "../runtime/ports/clock.ts";

/** Those who wait until something has become true; asked again whenever it may have. */
export class WakeUpList {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns true once `isDone`, false at the timeout. */
  until(isDone: () => boolean, timeoutMs?: number): Promise<boolean> {
    if (isDone()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (result: boolean): void => {
        cancelTimer?.();
        this.#waiting.delete(look);
        resolve(result);
      };
      const look = (): void => {
        if (isDone()) finish(true);
      };
      const cancelTimer = timeoutMs === undefined ? null : this.#clock.setTimer(timeoutMs, () => finish(false));
      this.#waiting.add(look);
    });
  }

  wake(): void {
    for (const look of this.#waiting) look();
  }
}
