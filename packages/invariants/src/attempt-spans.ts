import type { HistoryEvent } from "@gantry/contracts";
import { stoppedTask } from "./event-kinds.ts";

/** When one attempt held a worker, epoch ms; `endMs` is Infinity while it runs. */
export interface AttemptSpan {
  readonly jobId: string;
  readonly taskId: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The attempts of one Job's history, in the order in which they started. */
export function attemptSpans(history: readonly HistoryEvent[]): AttemptSpan[] {
  const spans: AttemptSpan[] = [];
  const running = new Map<string, number>();
  for (const event of history) {
    if (event.kind === "task_started") {
      const { jobId, taskId, atMs } = event;
      running.set(taskId, spans.length);
      spans.push({ jobId, taskId, startMs: atMs, endMs: Infinity });
      continue;
    }
    const taskId = stoppedTask(event);
    const at = taskId === null ? undefined : running.get(taskId);
    const span = at === undefined ? undefined : spans[at];
    if (taskId === null || at === undefined || span === undefined) continue;
    spans[at] = { ...span, endMs: event.atMs };
    running.delete(taskId);
  }
  return spans;
}
