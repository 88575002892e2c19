import type { HistoryEvent } from "@gantry/contracts";

/** When one attempt held a worker, epoch ms; `endMs` is Infinity while it runs. */
export interface AttemptSpan {
  readonly jobId: string;
  readonly taskId: string;
  readonly startMs: number;
  readonly endMs: number;
}

const ENDS_ATTEMPT: ReadonlySet<HistoryEvent["kind"]> = new Set([
  "task_completed",
  "task_failed",
  "task_skipped",
  "task_cancelled",
  "task_retry_scheduled",
]);

/** The attempts of one Job's history, in the order in which they started. */
export function attemptSpans(history: readonly HistoryEvent[]): AttemptSpan[] {
  const spans = new Map<string, AttemptSpan>();
  const running = new Map<string, string>();
  for (const event of history) {
    if (event.kind === "task_started") {
      const { jobId, taskId, atMs } = event;
      const key = `${taskId}#${event.attempt}`;
      running.set(taskId, key);
      spans.set(key, { jobId, taskId, startMs: atMs, endMs: Infinity });
    } else if (ENDS_ATTEMPT.has(event.kind) && "taskId" in event && event.taskId !== null) {
      const key = running.get(event.taskId);
      const span = key === undefined ? undefined : spans.get(key);
      if (key !== undefined && span !== undefined) spans.set(key, { ...span, endMs: event.atMs });
      running.delete(event.taskId);
    }
  }
  return [...spans.values()];
}

/**
 * The most attempts that ran at one instant. At equal times an end counts before a start: a worker that is freed and
 * taken again in the same millisecond was never two.
 */
export function peakConcurrency(spans: readonly AttemptSpan[]): number {
  const changes = spans
    .filter((span) => span.endMs > span.startMs)
    .flatMap((span) => [
      { atMs: span.startMs, by: 1 },
      { atMs: span.endMs, by: -1 },
    ])
    .toSorted((a, b) => a.atMs - b.atMs || a.by - b.by);
  let running = 0;
  let peak = 0;
  for (const { by } of changes) {
    running += by;
    peak = Math.max(peak, running);
  }
  return peak;
}
