/** As often as the Job records it: what is said more often never leaves the thread. */
const INTERVAL_MS = 100;

type Report = readonly [percent: number | null, message: string | undefined];

/**
 * Sends the first report at once, then the newest of each interval. It does without a timer while code runs that
 * would not let it fire; when the function awaits something the timer sends what was said last.
 */
export class HeldProgress {
  readonly #send: (percent: number | null, message: string | undefined) => void;
  #held: Report | null = null;
  #sentAtMs = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  constructor(send: (percent: number | null, message: string | undefined) => void) {
    this.#send = send;
  }

  report(percent: number | null, message: string | undefined): void {
    this.#held = [percent ?? this.#held?.[0] ?? null, message ?? this.#held?.[1]];
    const dueInMs = this.#sentAtMs + INTERVAL_MS - performance.now();
    if (dueInMs <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), dueInMs);
  }

  /** Sends what is held back. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#held) return;
    this.#send(...this.#held);
    this.#held = null;
    this.#sentAtMs = performance.now();
  }
}
