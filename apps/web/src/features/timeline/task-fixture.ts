import type { AttemptState, TaskState } from "@gantry/contracts";

/** A Task for tests; what matters to one is given, the rest is that of a Task that nothing happened to. */
export const taskOf = (parts: Partial<TaskState>): TaskState => ({
  taskId: "task_a_1",
  ordinal: 1,
  routine: "fetch",
  slot: "trigger",
  status: "pending",
  waiting: null,
  input: null,
  output: null,
  error: null,
  continued: false,
  queuedAtMs: null,
  startedAtMs: null,
  finishedAtMs: null,
  dueAtMs: null,
  attempts: [],
  failures: 0,
  progressPercent: null,
  message: null,
  acknowledgedAs: null,
  recorded: {},
  ...parts,
});

export const attemptOf = (
  attempt: number,
  startedAtMs: number,
  finishedAtMs: number | null,
  parts: Partial<AttemptState> = {},
): AttemptState => ({
  attempt,
  lane: 1,
  startedAtMs,
  finishedAtMs,
  error: null,
  lost: false,
  ...parts,
});
