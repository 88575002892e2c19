import type { AttemptState, TaskState, TaskStatus } from "@gantry/contracts";

/** A stretch of a Task's life on its row. `toMs` null: it still goes on. */
export type TaskSegment =
  | { readonly kind: "queued"; readonly fromMs: number; readonly toMs: number | null }
  | {
      readonly kind: "retry";
      readonly fromMs: number;
      readonly toMs: number | null;
      readonly dueAtMs: number | null;
      readonly beforeAttempt: number;
    }
  | {
      readonly kind: "attempt";
      readonly fromMs: number;
      readonly toMs: number | null;
      readonly attempt: AttemptState;
      readonly outcome: AttemptOutcome;
    };

/** `lost`: its process went away; the attempt does not count as a retry. */
export type AttemptOutcome = Exclude<TaskStatus, "pending" | "skipped"> | "lost";

/** How an attempt of `task` ended; only its last one may have completed or been cancelled. */
export function outcomeOf(task: TaskState, attempt: AttemptState): AttemptOutcome {
  if (attempt.finishedAtMs === null) return "running";
  if (attempt.lost) return "lost";
  if (attempt.error !== null) return "failed";
  if (attempt !== task.attempts.at(-1)) return "failed";
  return task.status === "completed" || task.status === "cancelled" ? task.status : "failed";
}

/**
 * A Task's life in order: waiting for a worker, each attempt, and the waits for a retry between them.
 * Segments do not overlap; the last one is open while the Task has not ended.
 */
export function taskSegments(task: TaskState): TaskSegment[] {
  const segments: TaskSegment[] = [];
  let waitingSinceMs = task.queuedAtMs;
  for (const attempt of task.attempts) {
    if (waitingSinceMs !== null) segments.push(waitBefore(attempt, waitingSinceMs));
    segments.push({
      kind: "attempt",
      fromMs: attempt.startedAtMs,
      toMs: attempt.finishedAtMs,
      attempt,
      outcome: outcomeOf(task, attempt),
    });
    waitingSinceMs = attempt.finishedAtMs;
  }
  if (waitingSinceMs !== null && task.status === "pending") segments.push(openWait(task, waitingSinceMs));
  else if (task.attempts.length === 0 && task.queuedAtMs !== null && task.finishedAtMs !== null) {
    segments.push({ kind: "queued", fromMs: task.queuedAtMs, toMs: task.finishedAtMs });
  }
  return segments;
}

function waitBefore(attempt: AttemptState, fromMs: number): TaskSegment {
  const toMs = attempt.startedAtMs;
  if (attempt.attempt === 1) return { kind: "queued", fromMs, toMs };
  return { kind: "retry", fromMs, toMs, dueAtMs: null, beforeAttempt: attempt.attempt };
}

function openWait(task: TaskState, fromMs: number): TaskSegment {
  if (task.attempts.length === 0) return { kind: "queued", fromMs, toMs: null };
  return { kind: "retry", fromMs, toMs: null, dueAtMs: task.dueAtMs, beforeAttempt: task.attempts.length + 1 };
}
