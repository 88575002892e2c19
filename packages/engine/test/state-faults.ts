import { isTerminal, type JobState, type TaskCounts, type TaskState } from "@gantry/contracts";

/** What a state that a fold may give never shows; [] for a legal one. Counts everything anew (E4). */
export function stateFaults(state: JobState): string[] {
  const faults: string[] = [];
  const expect = (what: string, actual: unknown, expected: unknown): void => {
    if (JSON.stringify(actual) !== JSON.stringify(expected))
      faults.push(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  };
  expect("counts", state.counts, recount(state.tasks));
  const percent = state.tasks.reduce(
    (sum, task) => sum + (task.status === "running" ? (task.progressPercent ?? 0) : 0),
    0,
  );
  if (Math.abs(state.runningPercent - percent) > 1e-6)
    faults.push(`runningPercent is ${String(state.runningPercent)}, not ${String(percent)}`);
  for (const [name, routine] of Object.entries(state.routines)) {
    const own = state.tasks.filter((task) => task.routine === name);
    expect(`${name}.pending`, routine.pending, own.filter((task) => task.status === "pending").length);
    expect(`${name}.running`, routine.running, own.filter((task) => task.status === "running").length);
    expect(`${name} is running`, routine.status === "running", routine.running > 0);
    if (routine.activations === 0) expect(`${name}.attempts`, routine.attempts, 0);
  }
  expect(
    "idleRoutines",
    state.idleRoutines,
    Object.values(state.routines).filter((each) => each.activations === 0).length,
  );
  state.tasks.forEach((task, index) => {
    expect(`ordinal of ${task.taskId}`, task.ordinal, index + 1);
    faults.push(...taskFaults(task));
  });
  if (isTerminal(state.status)) {
    expect("open tasks of an ended job", state.tasks.filter((task) => !isTerminal(task.status)).length, 0);
    if (state.finishedAtMs === null) faults.push("An ended job has no end time");
  } else if (state.finishedAtMs !== null) faults.push("A job that goes on has an end time");
  return faults;
}

function taskFaults(task: TaskState): string[] {
  const faults: string[] = [];
  const open = task.attempts.filter((attempt) => attempt.finishedAtMs === null);
  if (open.length !== (task.status === "running" ? 1 : 0))
    faults.push(`${task.taskId} is ${task.status} with ${String(open.length)} open attempts`);
  if (open.length === 1 && open[0] !== task.attempts.at(-1))
    faults.push(`${task.taskId}: the open attempt is not the last`);
  task.attempts.forEach((attempt, index) => {
    if (attempt.attempt !== index + 1)
      faults.push(`${task.taskId}: attempt ${String(attempt.attempt)} stands in place ${String(index + 1)}`);
  });
  if ((task.waiting !== null) !== (task.status === "pending"))
    faults.push(`${task.taskId} is ${task.status} and waits for ${String(task.waiting)}`);
  if (isTerminal(task.status) !== (task.finishedAtMs !== null))
    faults.push(`${task.taskId} is ${task.status}, ended at ${String(task.finishedAtMs)}`);
  if (task.status === "running" && task.input === null) faults.push(`${task.taskId} runs without input`);
  return faults;
}

function recount(tasks: readonly TaskState[]): TaskCounts {
  const count = (is: (task: TaskState) => boolean): number => tasks.filter(is).length;
  return {
    total: tasks.length,
    queued: count((task) => task.waiting === "worker"),
    retrying: count((task) => task.waiting === "retry"),
    running: count((task) => task.status === "running"),
    completed: count((task) => task.status === "completed"),
    failed: count((task) => task.status === "failed"),
    skipped: count((task) => task.status === "skipped"),
    cancelled: count((task) => task.status === "cancelled"),
  };
}
