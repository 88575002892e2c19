import { randomBytes, randomUUID } from "node:crypto";
import type {
  FlowDefinition,
  HistoryEvent,
  JobState,
  JobSummary,
  LogLine,
  TaskCounts,
  TaskState,
} from "@gantry/contracts";
import type { NewWorkflow, TaskProjection, WorkflowAppend } from "@gantry/engine";

export const newOwnerId = (): string => `server_${randomUUID()}`;

const noTasks: TaskCounts = {
  total: 0,
  queued: 0,
  retrying: 0,
  running: 0,
  completed: 0,
  failed: 0,
  skipped: 0,
  cancelled: 0,
};

const flow: FlowDefinition = {
  flowId: "flow_test",
  name: "test",
  version: "1",
  planned: false,
  routines: [],
  connections: [],
  errorPolicy: {
    strategy: "stop",
    maxRetries: 3,
    retryDelayMs: 1_000,
    backoffFactor: 2,
    jitterRatio: 0,
    onExhausted: "stop",
  },
  maxWorkers: 2,
  maxTasksPerJob: 1_000,
};

export interface WorkflowOptions {
  readonly name?: string;
  readonly ownerId?: string;
  readonly jobs?: number;
  readonly createdAtMs?: number;
  readonly idempotencyKey?: string;
  readonly sealedSecret?: string;
  readonly values?: NewWorkflow["values"];
}

/** A Workflow as the engine submits it, with ids of its own. */
export function newWorkflow(options: WorkflowOptions = {}): NewWorkflow {
  const workflowId = `wf-${randomBytes(6).toString("hex")}`;
  const { name = "test", createdAtMs = 1_800_000_000_000 } = options;
  const jobIds = Array.from({ length: options.jobs ?? 1 }, () => `job_${randomBytes(8).toString("hex")}`);
  return {
    record: {
      workflowId,
      name,
      origin: "flow",
      flow,
      maxWorkers: 2,
      jobTimeoutMs: null,
      retryOf: null,
      createdAtMs,
      submission: { inputs: { a: 1 } },
      jobIds,
      leaseToken: 1,
    },
    ownerId: options.ownerId ?? newOwnerId(),
    summary: {
      workflowId,
      name,
      origin: "flow",
      flowId: flow.flowId,
      status: "pending",
      error: null,
      jobCount: jobIds.length,
      jobCounts: { pending: jobIds.length, running: 0, paused: 0, completed: 0, failed: 0, cancelled: 0 },
      taskCounts: noTasks,
      maxWorkers: 2,
      progressPercent: 0,
      createdAtMs,
      updatedAtMs: createdAtMs,
      startedAtMs: null,
      finishedAtMs: null,
      retryOf: null,
    },
    jobs: jobIds.map((jobId, jobIndex) => newJob(jobId, workflowId, jobIndex, createdAtMs)),
    events: jobIds.map(
      (jobId, jobIndex) =>
        ({
          kind: "job_created",
          jobId,
          seq: 1,
          atMs: createdAtMs,
          workflowId,
          jobIndex,
          flowId: flow.flowId,
          routines: [],
          planned: false,
          entries: [],
          reusesJobId: null,
        }) satisfies HistoryEvent,
    ),
    values: options.values ?? [],
    idempotencyKey: options.idempotencyKey ?? null,
    sealedSecret: options.sealedSecret ?? null,
  };
}

const newJob = (jobId: string, workflowId: string, jobIndex: number, createdAtMs: number): JobSummary => ({
  jobId,
  workflowId,
  jobIndex,
  parentJobId: null,
  status: "pending",
  error: null,
  createdAtMs,
  updatedAtMs: createdAtMs,
  startedAtMs: null,
  finishedAtMs: null,
  progressPercent: 0,
  taskCounts: noTasks,
  projectedSeq: 1,
  logCount: 0,
});

/** The id of the only, or of the `index`-th, Job. */
export function jobIdOf(workflow: NewWorkflow, index = 0): string {
  const jobId = workflow.record.jobIds[index];
  if (jobId === undefined) throw new Error(`The Workflow has no Job ${index}.`);
  return jobId;
}

/** A fact that says nothing but its position. */
export const fact = (jobId: string, seq: number): HistoryEvent => ({
  kind: "job_paused",
  jobId,
  seq,
  atMs: 1_800_000_000_000 + seq,
  reason: `position ${seq}`,
});

/** Facts with seq from `from` to `to`. */
export const facts = (jobId: string, from: number, to: number): HistoryEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => fact(jobId, from + index));

export const logLine = (jobId: string, logSeq: number, options: Partial<LogLine> = {}): LogLine => ({
  jobId,
  logSeq,
  atSeq: 1,
  atMs: 1_800_000_000_000,
  level: "info",
  message: `line ${logSeq}`,
  fields: null,
  routine: null,
  taskId: null,
  attempt: null,
  ...options,
});

/** What the Workflow's owner appends. */
export const appendTo = (workflow: NewWorkflow, content: Partial<WorkflowAppend>): WorkflowAppend => ({
  workflowId: workflow.record.workflowId,
  leaseToken: workflow.record.leaseToken,
  events: [],
  logs: [],
  values: [],
  ...content,
});

export const snapshotAt = (workflow: NewWorkflow, seq: number): JobState => ({
  jobId: jobIdOf(workflow),
  workflowId: workflow.record.workflowId,
  jobIndex: 0,
  flowId: flow.flowId,
  seq,
  status: "running",
  planned: false,
  createdAtMs: 1,
  updatedAtMs: seq,
  startedAtMs: 1,
  finishedAtMs: null,
  error: null,
  pauseReason: null,
  cancelRequest: null,
  failing: null,
  entries: [],
  reusesJobId: null,
  tasks: [],
  counts: noTasks,
  runningPercent: 0,
  idleRoutines: 0,
  slots: {},
  routines: {},
  sharedData: {},
  stats: { adder: { sum: seq } },
  emittedCount: 0,
});

export const taskOf = (
  workflow: NewWorkflow,
  taskId: string,
  projectedSeq: number,
  task: Partial<TaskState> = {},
): TaskProjection => ({
  workflowId: workflow.record.workflowId,
  jobId: jobIdOf(workflow),
  projectedSeq,
  task: {
    taskId,
    ordinal: 1,
    routine: "adder",
    slot: null,
    status: "running",
    waiting: null,
    input: null,
    output: null,
    error: null,
    continued: false,
    queuedAtMs: 1,
    startedAtMs: 2,
    finishedAtMs: null,
    dueAtMs: null,
    attempts: [],
    failures: 0,
    progressPercent: null,
    message: null,
    acknowledgedAs: null,
    recorded: {},
    ...task,
  },
});
