import type { Clock } from "@gantry/engine";

export interface FramePacerOptions {
  readonly clock: Clock;
  readonly intervalMs: number;
  /** Sends what there is. Called at most once per `intervalMs`. */
  readonly flush: () => void;
}

/** Leading edge at once, then at most one flush per interval: the first change is not delayed, a burst is one frame. */
export class FramePacer {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #flush: () => void;
  #lastFlushMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | null = null;
  #stopped = false;

  constructor(options: FramePacerOptions) {
    this.#clock = options.clock;
    this.#intervalMs = options.intervalMs;
    this.#flush = options.flush;
  }

  /** There is something to send. */
  request(): void {
    if (this.#stopped || this.#cancelTimer !== null) return;
    const waitMs = this.#lastFlushMs + this.#intervalMs - this.#clock.nowMs();
    // A clock that was set back must not silence a view.
    if (waitMs <= 0 || waitMs > this.#intervalMs) return this.#fire();
    this.#cancelTimer = this.#clock.setTimer(waitMs, () => {
      this.#cancelTimer = null;
      this.#fire();
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #fire(): void {
    this.#lastFlushMs = this.#clock.nowMs();
    this.#flush();
  }
}
