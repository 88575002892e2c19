import type { JsonObject } from "@gantry/contracts";
import type { Clock } from "./ports/clock.ts";

/** Progress is recorded at most this often per Task: at once, then the newest of each interval. */
const PROGRESS_INTERVAL_MS = 100;

interface Report {
  /** 0-100; null: unchanged, as for the others. */
  readonly percent: number | null;
  readonly message: string | null;
  readonly detail: JsonObject | null;
}

/** Coalesces an attempt's progress. */
export class ProgressReporter {
  readonly #clock: Clock;
  readonly #record: (report: Report) => void;
  #held: Report | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(clock: Clock, record: (report: Report) => void) {
    this.#clock = clock;
    this.#record = record;
  }

  report(percent: number | null, message: string | null, detail: JsonObject | null = null): void {
    const report = { percent: clampPercent(percent), message, detail };
    if (this.#cancelTimer) {
      this.#held = {
        percent: report.percent ?? this.#held?.percent ?? null,
        message: message ?? this.#held?.message ?? null,
        detail: detail ?? this.#held?.detail ?? null,
      };
    } else {
      this.#recordNow(report);
    }
  }

  /** Records what is held back, and stops. */
  flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#held) this.#record(this.#held);
    this.#held = null;
  }

  #recordNow(report: Report): void {
    this.#record(report);
    this.#cancelTimer = this.#clock.setTimer(PROGRESS_INTERVAL_MS, () => {
      this.#cancelTimer = null;
      const held = this.#held;
      this.#held = null;
      if (held) this.#recordNow(held);
    });
  }
}

const clampPercent = (percent: number | null): number | null =>
  percent === null || Number.isNaN(percent) ? null : Math.min(100, Math.max(0, percent));
