/**
 * WorkflowRun: a Workflow in memory, the only one who decides for its Jobs while it holds the lease.
 *
 * Owns: the Jobs' states, the order of their decisions, which attempts run. All state changes are synchronous:
 * a command is decided, folded, its consequences scheduled, and all of it committed together.
 * Does not own: what waits for what (TaskLine), writing history (GroupCommitter), what handlers do (executors), rows for lists (Projector).
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
  findTask,
  mustStop,
  summarizeWorkflow,
  type Command,
  type CompiledFlow,
} from "../core/index.ts";
import { availabilityCommand } from "./flow-availability.ts";
import { HotJob } from "./hot-job.ts";
import type { CommitSource } from "./group-committer.ts";
import { JobTable } from "./job-table.ts";
import { factsOf } from "./new-workflow.ts";
import type { ValueRow, WorkflowAppend } from "./ports/history-store.ts";
import type { WorkflowRecord } from "./ports/workflow-store.ts";
import { RunAttempts } from "./run-attempts.ts";
import type { RunDependencies } from "./run-dependencies.ts";
import { SlotMerges } from "./slot-merges.ts";
import { StatTotals } from "./stat-totals.ts";
import { TaskLine, tasksInLine } from "./task-line.ts";
import { UncommittedWork } from "./uncommitted-work.ts";
import { Values } from "./values.ts";

export class WorkflowRun implements CommitSource {
  readonly record: WorkflowRecord;
  readonly #flow: CompiledFlow;
  readonly #deps: RunDependencies;
  readonly #values: Values;
  readonly #line: TaskLine;
  readonly #jobs = new JobTable();
  readonly #attempts: RunAttempts;
  readonly #stats: StatTotals;
  readonly #merges: SlotMerges;
  readonly #uncommitted = new UncommittedWork();
  #givenUp = false;

  constructor(record: WorkflowRecord, deps: RunDependencies) {
    this.record = record;
    this.#flow = compileFlow(record.flow);
    this.#deps = deps;
    this.#values = new Values(record.workflowId, deps.history);
    this.#stats = new StatTotals(record.flow);
    this.#merges = new SlotMerges(this.#flow, deps.executors);
    const shared = { flow: this.#flow, values: this.#values, merges: this.#merges, dispatch: this.dispatch.bind(this) };
    this.#line = new TaskLine({ ...shared, record, deps, job: (jobId) => this.#jobs.get(jobId) });
    this.#attempts = new RunAttempts({
      ...shared,
      deps,
      workflowId: record.workflowId,
      log: (job, line) => this.#log(job, line),
      stats: this.#stats,
      onFree: (taskId) => this.#line.slots.release(taskId),
      onEnded: () => this.#attemptEnded(),
    });
  }

  /** Whether every Job has ended, durably. */
  get ended(): boolean {
    return this.#jobs.openCount === 0 && this.#uncommitted.isEmpty;
  }

  /** Whether this memory no longer stands for the Workflow. */
  get givenUp(): boolean {
    return this.#givenUp;
  }

  get jobs(): readonly HotJob[] {
    return this.#jobs.all;
  }

  /** The durable present. */
  summary(): WorkflowSummary {
    return summarizeWorkflow(factsOf(this.record), this.jobSummaries());
  }

  /** The durable present of its Jobs, by index. */
  jobSummaries(): readonly JobSummary[] {
    return this.#jobs.summaries;
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
    this.#jobs.add(job);
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
    for (const job of this.jobs) if (!job.ended) await this.#line.prepare(job.state);
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
    this.#jobs.forget(jobId);
  }

  /**
   * Whatever holds a slot already comes first (keeps R2), then what was begun and is lost, then what waited since, then
   * what is new: in the order in which it became ready (keeps S3).
   */
  #goOn(open: readonly HotJob[]): void {
    const begun = open.filter((job) => job.state.status !== "pending");
    const waiting = tasksInLine(begun);
    this.#line.slots.hold(() => {
      for (const job of begun) this.#recover(job);
      this.#line.enqueueWaiting(waiting);
      for (const { state } of open) if (state.status === "pending") this.dispatch(state.jobId, { type: "start_job" });
      for (const job of open) this.#heedAvailability(job);
    });
    this.#line.slots.assign();
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
    this.#line.armSlots(job);
    if (job.ended && wasOpen) this.#release(job);
    this.#line.slots.assign();
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
    this.#jobs.closeOne();
    this.#line.release(job);
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
    for (const { summary } of done.captures) this.#jobs.setSummary(summary);
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
    this.#line.slots.close();
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
    for (const job of this.jobs) {
      job.timers.clear();
      for (const attempt of job.attempts.values()) attempt.abandon(reason);
    }
    this.#line.slots.close();
    this.#line.slots.releaseAll();
  }

  #react(job: HotJob, event: HistoryEvent): void {
    this.#line.follow(job, event);
    switch (event.kind) {
      case "task_started":
        this.#uncommitted.afterCommit(() => this.#launch(job, event.taskId));
        return;
      case "stat_changed":
        this.#stats.apply(event);
        return;
      default: // the other kinds move the state, and nothing here
    }
  }

  #recover(job: HotJob): void {
    this.#line.restore(job);
    for (const { taskId } of job.state.tasks.slice()) {
      const task = findTask(job.state, taskId); // as it is now: one that is lost may have ended others
      if (task?.status === "running") this.#recoverAttempt(job, task);
    }
  }

  /** An attempt that a former process began: a remote one goes on, any other is lost and tried again. */
  #recoverAttempt(job: HotJob, task: TaskState): void {
    const { taskId } = task;
    const attempt = task.attempts.at(-1);
    if (!attempt) return;
    if (this.#attempts.isResumable(task)) {
      this.#line.slots.occupy(taskId, attempt.lane);
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

  /** Begins an attempt whose start is durable, unless its Task has ended since that was decided. */
  #launch(job: HotJob, taskId: string): void {
    const task = findTask(job.state, taskId);
    if (!this.#givenUp && task?.status === "running") this.#attempts.launch(job, task, null);
    else this.#line.slots.release(taskId);
  }

  #attemptEnded(): void {
    this.#line.slots.assign();
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
