import type { HistoryEvent, SystemStatus } from "@gantry/contracts";

const BUCKET_MS = 5_000;
const BUCKETS = 60;

const FINISHES_TASK: ReadonlySet<HistoryEvent["kind"]> = new Set(["task_completed", "task_failed"]);

/** Tasks finished in this process over the last five minutes, in buckets of five seconds. */
export class ThroughputMeter {
  /** By bucket number since the epoch. */
  readonly #counts = new Map<number, number>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  add(events: readonly HistoryEvent[]): void {
    const finished = events.filter((event) => FINISHES_TASK.has(event.kind)).length;
    if (finished === 0) return;
    const bucket = this.#bucket();
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + finished);
    if (this.#counts.size > 2 * BUCKETS) this.#forgetOld(bucket);
  }

  /** Per second, oldest bucket first. */
  read(): SystemStatus["throughput"] {
    const newest = this.#bucket();
    const finishedTasks = Array.from({ length: BUCKETS }, (_, index) => {
      const count = this.#counts.get(newest - BUCKETS + 1 + index) ?? 0;
      return (count * 1000) / BUCKET_MS;
    });
    return { bucketMs: BUCKET_MS, finishedTasks };
  }

  #bucket(): number {
    return Math.floor(this.#nowMs() / BUCKET_MS);
  }

  #forgetOld(newest: number): void {
    for (const bucket of this.#counts.keys()) if (bucket <= newest - BUCKETS) this.#counts.delete(bucket);
  }
}
