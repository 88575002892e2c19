import type { Clock } from "@gantry/engine";

export interface FramePacerOptions {
  readonly clock: Clock;
  readonly intervalMs: number;
  /** Sends what there is. Called at most once per `intervalMs` over time. */
  readonly flush: () => void;
}

/** Frames that may go out back to back before the pace holds: a step of a Flow is a few commits within a millisecond. */
const BURST_FRAMES = 4;

/**
 * Leading edge at once, then at most one flush per interval over time: single changes are not delayed, a burst becomes
 * few frames. (The generic cell rate algorithm: each flush moves the schedule on by one interval, and flushes may run
 * ahead of it by the burst.)
 */
export class FramePacer {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #flush: () => void;
  #scheduleMs = Number.NEGATIVE_INFINITY;
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
    const aheadMs = (BURST_FRAMES - 1) * this.#intervalMs;
    const waitMs = this.#scheduleMs - aheadMs - this.#clock.nowMs();
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
    const nowMs = this.#clock.nowMs();
    const wasSetBack = this.#scheduleMs - nowMs > (BURST_FRAMES + 1) * this.#intervalMs;
    this.#scheduleMs = (wasSetBack ? nowMs : Math.max(nowMs, this.#scheduleMs)) + this.#intervalMs;
    this.#flush();
  }
}
