/** As often as the Job records it: what is said more often never leaves the thread. */
const INTERVAL_MS = 100;

interface Report {
  /** null: unchanged, as for what is absent. */
  readonly percent: number | null;
  readonly message?: string;
  readonly detailJson?: string;
}

/**
 * Sends the first report at once, then the newest of each interval. It does without a timer while code runs that
 * would not let it fire; when the function awaits something the timer sends what was said last.
 */
export class HeldProgress {
  readonly #send: (report: Report) => void;
  #held: Report | null = null;
  #sentAtMs = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  constructor(send: (report: Report) => void) {
    this.#send = send;
  }

  report(report: Report): void {
    this.#held = { ...this.#held, ...report, percent: report.percent ?? this.#held?.percent ?? null };
    const dueInMs = this.#sentAtMs + INTERVAL_MS - performance.now();
    if (dueInMs <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), dueInMs);
  }

  /** Sends what is held back. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#held) return;
    this.#send(this.#held);
    this.#held = null;
    this.#sentAtMs = performance.now();
  }
}
