/**
 * WorkflowRun: a Workflow in memory, the only one who decides for its Jobs while it holds the lease.
 *
 * Owns: the Jobs' states, the order of their decisions, which attempts run. All state changes are synchronous:
 * a command is decided, folded, its consequences scheduled, and all of it committed together.
 * Does not own: writing history (GroupCommitter), what handlers do (executors), rows for lists (Projector).
 *
 * Invariants
 * R1  A handler starts only after its `task_started` is durable, and nothing is published before it is.
 * R2  Attempts running at any instant ≤ maxWorkers, over all Jobs; exactly that many whenever as many are ready.
 * R3  The start of what follows is decided in the same tick as the end of what it waited for: one commit for both.
 * R4  After `giveUp` nothing here decides, publishes or starts anything.
 */
import {
  toAppError,
  type AppError,
  type HistoryEvent,
  type HistoryEventOf,
  type JobState,
  type JobSummary,
  type LogLine,
  type TaskState,
  type WorkflowSummary,
} from "@gantry/contracts";
import {
  advance,
  compileFlow,
  createJobState,
  endOfWaitMs,
  findTask,
  mayStartTasks,
  mustStop,
  slotKey,
  summarizeWorkflow,
  type Command,
  type CompiledFlow,
} from "../core/index.ts";
import { availabilityCommand } from "./flow-availability.ts";
import { HotJob } from "./hot-job.ts";
import type { CommitSource } from "./group-committer.ts";
import { factsOf } from "./new-workflow.ts";
import type { ValueRow, WorkflowAppend } from "./ports/history-store.ts";
import type { WorkflowRecord } from "./ports/workflow-store.ts";
import { RunAttempts } from "./run-attempts.ts";
import type { RunDependencies } from "./run-dependencies.ts";
import { SlotMerges } from "./slot-merges.ts";
import { TaskReuse } from "./task-reuse.ts";
import { StatTotals } from "./stat-totals.ts";
import { UncommittedWork } from "./uncommitted-work.ts";
import { Values } from "./values.ts";
import { WorkerSlots } from "./worker-slots.ts";

export class WorkflowRun implements CommitSource {
  readonly record: WorkflowRecord;
  readonly #flow: CompiledFlow;
  readonly #deps: RunDependencies;
  readonly #values: Values;
  readonly #slots: WorkerSlots;
  readonly #jobs = new Map<string, HotJob>();
  readonly #reuse: TaskReuse;
  readonly #attempts: RunAttempts;
  readonly #stats: StatTotals;
  readonly #merges: SlotMerges;
  readonly #uncommitted = new UncommittedWork();
  /** By job index; only what is durable. */
  readonly #summaries = new Map<string, JobSummary>();
  /** Jobs that have not ended. */
  #openJobs = 0;
  #givenUp = false;

  constructor(record: WorkflowRecord, deps: RunDependencies) {
    this.record = record;
    this.#flow = compileFlow(record.flow);
    this.#deps = deps;
    this.#values = new Values(record.workflowId, deps.history);
    this.#stats = new StatTotals(record.flow);
    this.#slots = new WorkerSlots({
      maxWorkers: record.maxWorkers,
      capacity: record.parentJobId ? deps.capacity.withoutWaiting : deps.capacity,
      mayStart: (jobId) => this.#mayStart(jobId),
      start: ({ jobId, taskId, lane }) => this.dispatch(jobId, { type: "start_task", taskId, lane }),
    });
    this.#merges = new SlotMerges(this.#flow, deps.executors);
    const shared = { flow: this.#flow, values: this.#values, merges: this.#merges, dispatch: this.dispatch.bind(this) };
    this.#reuse = new TaskReuse({
      ...shared,
      history: deps.history,
      enqueue: (jobId, taskId) => this.#addReady(jobId, taskId),
    });
    this.#attempts = new RunAttempts({
      ...shared,
      deps,
      workflowId: record.workflowId,
      log: (job, line) => this.#log(job, line),
      stats: this.#stats,
      onFree: (taskId) => this.#slots.release(taskId),
      onEnded: () => this.#attemptEnded(),
    });
  }

  /** Whether every Job has ended, durably. */
  get ended(): boolean {
    return this.#openJobs === 0 && this.#uncommitted.isEmpty;
  }

  /** Whether this memory no longer stands for the Workflow. */
  get givenUp(): boolean {
    return this.#givenUp;
  }

  get jobs(): readonly HotJob[] {
    return [...this.#jobs.values()];
  }

  /** The durable present. */
  summary(): WorkflowSummary {
    return summarizeWorkflow(factsOf(this.record), this.jobSummaries());
  }

  /** The durable present of its Jobs, by index. */
  jobSummaries(): readonly JobSummary[] {
    return [...this.#summaries.values()];
  }

  /** The Routines' stats as decided so far. */
  get stats(): Pick<StatTotals, "get" | "all"> {
    return this.#stats;
  }

  job(jobId: string): HotJob | undefined {
    return this.#jobs.get(jobId);
  }

  /** Takes in a Job as its history left it. */
  addJob(state: JobState, options: { readonly lastLogSeq?: number } = {}): void {
    const job = new HotJob(state, { lastLogSeq: options.lastLogSeq ?? 0, clock: this.#deps.clock });
    this.#jobs.set(state.jobId, job);
    if (!job.ended) this.#openJobs += 1;
    this.#summaries.set(state.jobId, job.summarize());
    this.#stats.restore(state);
  }

  /** Takes in a new Job, to be made durable with what follows; `values` are what its entries refer to. */
  createJob(created: HistoryEventOf<"job_created">, values: readonly ValueRow[]): void {
    this.addJob(createJobState(created));
    this.#values.adopt(values);
    const job = this.#jobs.get(created.jobId);
    job?.record([created]);
    if (job) this.#toCommit(job);
  }

  /** Continues every Job from where its history left it: starts, resumes, or tries again what was running. */
  async begin(): Promise<void> {
    for (const job of this.#jobs.values()) if (!job.ended) await this.#reuse.prepare(job.state);
    if (this.#givenUp) return;
    this.#goOn(this.jobs.filter((job) => !job.ended));
  }

  /** Starts a Job, or goes on with what its history says was running. */
  continueJob(jobId: string): void {
    const job = this.#jobs.get(jobId);
    if (job && !job.ended) this.#goOn([job]);
  }

  /** Lets go of a Job that is over. */
  forgetJob(jobId: string): void {
    this.#jobs.delete(jobId);
    this.#summaries.delete(jobId);
  }

  /**
   * Whatever holds a slot already comes first (keeps R2), then what was begun and is lost, then what waited since, then
   * what is new: in the order in which it became ready (keeps S3).
   */
  #goOn(open: readonly HotJob[]): void {
    const begun = open.filter((job) => job.state.status !== "pending");
    const waiting = tasksInLine(begun);
    this.#slots.hold(() => {
      for (const job of begun) this.#recover(job);
      for (const { job, taskId } of waiting)
        if (findTask(job.state, taskId)?.waiting === "worker") this.#enqueue(job, taskId);
      for (const { state } of open) if (state.status === "pending") this.dispatch(state.jobId, { type: "start_job" });
      for (const job of open) this.#heedAvailability(job);
    });
    this.#slots.assign();
  }

  /** A Job whose code is not here waits; one that waited for it goes on. */
  #heedAvailability(job: HotJob): void {
    const command = availabilityCommand(job.state, this.#deps.isAvailable?.(this.record) ?? true);
    if (command) this.dispatch(job.state.jobId, command);
  }

  /** Decides one command. @returns whether it had an effect. */
  dispatch(jobId: string, command: Command): boolean {
    const job = this.#jobs.get(jobId);
    if (!job || this.#givenUp) return false;
    const wasOpen = !job.ended;
    const events = this.#advance(job, command);
    if (events.length === 0) return false;
    job.record(events);
    this.#toCommit(job);
    for (const event of events) this.#react(job, event);
    if (mustStop(job.state)) this.#uncommitted.afterCommit(() => this.#attempts.stop(job));
    this.#armSlots(job);
    if (job.ended && wasOpen) this.#release(job);
    this.#slots.assign();
    return true;
  }

  #advance(job: HotJob, command: Command): readonly HistoryEvent[] {
    try {
      return advance(this.#flow, job.state, command, this.#deps.clock.nowMs());
    } catch (error) {
      this.conflicted(toAppError(error)); // the state is spoilt; what is durable is not
      return [];
    }
  }

  #release(job: HotJob): void {
    this.#openJobs -= 1;
    job.timers.clear();
    this.#reuse.release(job.state.jobId);
    this.#merges.release(job.state.jobId);
  }

  takeAppend(): WorkflowAppend | null {
    if (this.#givenUp) return null;
    const { workflowId, leaseToken } = this.record;
    return this.#uncommitted.take({ workflowId, leaseToken }, () => this.#values.takeRows());
  }

  committed(): void {
    const done = this.#uncommitted.arrived();
    if (!done || this.#givenUp) return;
    this.#values.committed(done.append.values);
    for (const { summary } of done.captures) this.#summaries.set(summary.jobId, summary);
    this.#deps.onCommitted(this, done.append, done.captures);
    for (const effect of done.effects) effect();
    this.#reportEnd();
  }

  conflicted(error: AppError): void {
    this.giveUp(error.message);
    this.#deps.onConflict(this, error);
  }

  /** Starts nothing more; what runs may finish. */
  drain(): void {
    this.#slots.close();
  }

  /** Whether attempts run or stop. */
  get hasAttempts(): boolean {
    return this.jobs.some((job) => job.attempts.size > 0);
  }

  /** Whether attempts run that only this process can finish. */
  get hasLocalAttempts(): boolean {
    const isLocal = (task: TaskState | undefined): boolean => task !== undefined && !this.#attempts.isResumable(task);
    return this.jobs.some((job) => [...job.attempts.keys()].some((taskId) => isLocal(findTask(job.state, taskId))));
  }

  /** Forgets everything and lets go of what runs: this memory no longer stands for the Workflow. */
  giveUp(reason: string): void {
    if (this.#givenUp) return;
    this.#givenUp = true;
    for (const job of this.#jobs.values()) {
      job.timers.clear();
      for (const attempt of job.attempts.values()) attempt.abandon(reason);
    }
    this.#slots.close();
    this.#slots.releaseAll();
  }

  #react(job: HotJob, event: HistoryEvent): void {
    switch (event.kind) {
      case "job_started":
        this.#armJobTimeout(job);
        return;
      case "job_resumed":
        this.#lookForReuse(job);
        return;
      case "task_queued":
        this.#enqueue(job, event.taskId);
        return;
      case "task_retry_scheduled":
        this.#armRetry(job, event.taskId, event.dueAtMs);
        return;
      case "task_started":
        this.#uncommitted.afterCommit(() => this.#launch(job, event.taskId));
        return;
      case "task_skipped":
      case "task_cancelled":
        this.#slots.forget(event.taskId);
        job.timers.cancelRetry(event.taskId);
        return;
      case "stat_changed":
        this.#stats.apply(event);
        return;
      default: // the other kinds move the state, and nothing here
    }
  }

  #recover(job: HotJob): void {
    this.#armJobTimeout(job);
    for (const { taskId } of job.state.tasks.slice()) {
      const task = findTask(job.state, taskId); // as it is now: one that is lost may have ended others
      if (task?.status === "running") this.#recoverAttempt(job, task);
      else if (task?.waiting === "retry") this.#armRetry(job, taskId, task.dueAtMs ?? 0);
    }
    this.#armSlots(job);
  }

  /** An attempt that a former process began: a remote one goes on, any other is lost and tried again. */
  #recoverAttempt(job: HotJob, task: TaskState): void {
    const { taskId } = task;
    const attempt = task.attempts.at(-1);
    if (!attempt) return;
    if (this.#attempts.isResumable(task)) {
      this.#slots.occupy(taskId, attempt.lane);
      this.#attempts.launch(job, task, { acknowledgedAs: task.acknowledgedAs });
      return;
    }
    const message = `The process that ran attempt ${String(attempt.attempt)} of task ${taskId} ended`;
    this.dispatch(job.state.jobId, {
      type: "lose_task",
      taskId,
      attempt: attempt.attempt,
      error: { code: "worker_lost", message },
    });
  }

  #enqueue(job: HotJob, taskId: string): void {
    const { jobId } = job.state;
    if (this.#reuse.mayReuse(jobId)) this.#deps.background(this.#reuse.reuseOrEnqueue(job, taskId));
    else this.#slots.add({ jobId, taskId });
  }

  #addReady(jobId: string, taskId: string): void {
    this.#slots.add({ jobId, taskId });
    this.#slots.assign();
  }

  #lookForReuse(job: HotJob): void {
    if (!this.#reuse.mayReuse(job.state.jobId)) return;
    for (const { taskId, waiting } of job.state.tasks) if (waiting === "worker") this.#enqueue(job, taskId);
  }

  #armRetry(job: HotJob, taskId: string, dueAtMs: number): void {
    job.timers.armRetry(taskId, dueAtMs, () => this.#addReady(job.state.jobId, taskId));
  }

  #armSlots(job: HotJob): void {
    for (const { routine, slot } of this.#flow.timedSlots) {
      const dueAtMs = job.ended ? null : endOfWaitMs(this.#flow, job.state, routine, slot);
      job.timers.armSlot(slotKey(routine, slot), dueAtMs, (endAtMs) => {
        this.dispatch(job.state.jobId, { type: "end_wait", routine, slot, dueAtMs: endAtMs });
      });
    }
  }

  #armJobTimeout(job: HotJob): void {
    const { jobTimeoutMs } = this.record;
    if (jobTimeoutMs === null) return;
    const message = `The job did not end within ${String(jobTimeoutMs)} ms`;
    job.timers.armLimit((job.state.startedAtMs ?? job.state.createdAtMs) + jobTimeoutMs, () => {
      this.dispatch(job.state.jobId, { type: "fail_job", error: { code: "timeout", message } });
    });
  }

  #mayStart(jobId: string): boolean {
    const job = this.#jobs.get(jobId);
    return job !== undefined && mayStartTasks(job.state);
  }

  /** Begins an attempt whose start is durable, unless its Task has ended since that was decided. */
  #launch(job: HotJob, taskId: string): void {
    const task = findTask(job.state, taskId);
    if (!this.#givenUp && task?.status === "running") this.#attempts.launch(job, task, null);
    else this.#slots.release(taskId);
  }

  #attemptEnded(): void {
    this.#slots.assign();
    this.#deps.onAttemptEnded();
    this.#reportEnd();
  }

  #reportEnd(): void {
    if (!this.#givenUp && this.ended && !this.hasAttempts) this.#deps.onEnded(this);
  }

  #log(job: HotJob, line: Omit<LogLine, "jobId" | "logSeq" | "atSeq" | "atMs">): void {
    if (this.#givenUp || job.ended) return;
    job.recordLog({ ...line, atMs: this.#deps.clock.nowMs() });
    this.#toCommit(job);
  }

  #toCommit(job: HotJob): void {
    this.#uncommitted.add(job);
    this.#deps.committer.request(this);
  }
}

/** The Tasks of these Jobs that wait for a worker, in the order in which they became ready. */
function tasksInLine(jobs: readonly HotJob[]): { readonly job: HotJob; readonly taskId: string }[] {
  const waiting = jobs.flatMap((job) =>
    job.state.tasks.filter((task) => task.waiting === "worker").map((task) => ({ job, task })),
  );
  waiting.sort((a, b) => (a.task.queuedAtMs ?? 0) - (b.task.queuedAtMs ?? 0) || a.task.ordinal - b.task.ordinal);
  return waiting.map(({ job, task }) => ({ job, taskId: task.taskId }));
}
