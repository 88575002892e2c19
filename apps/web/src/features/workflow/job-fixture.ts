import { type JobState, type TaskState, isTerminal } from "@gantry/contracts";

/** A Job's state for tests, with the Tasks given; it is counted as running unless it is said otherwise. */
export const jobOf = (jobId: string, tasks: readonly TaskState[], parts: Partial<JobState> = {}): JobState => ({
  jobId,
  workflowId: "wf-000000000001",
  jobIndex: 0,
  flowId: "flow_demo",
  seq: 1,
  status: "running",
  planned: true,
  createdAtMs: 0,
  updatedAtMs: 0,
  runningPercent: 0,
  idleRoutines: 0,
  startedAtMs: 0,
  finishedAtMs: tasks.every(({ status }) => isTerminal(status))
    ? Math.max(0, ...tasks.map((task) => task.finishedAtMs ?? 0))
    : null,
  error: null,
  pauseReason: null,
  cancelRequest: null,
  failing: null,
  entries: [],
  reusesJobId: null,
  tasks: [...tasks],
  counts: {
    total: tasks.length,
    queued: 0,
    retrying: 0,
    running: 0,
    completed: 0,
    failed: 0,
    skipped: 0,
    cancelled: 0,
  },
  slots: {},
  routines: {},
  sharedData: {},
  stats: {},
  emittedCount: 0,
  ...parts,
});
