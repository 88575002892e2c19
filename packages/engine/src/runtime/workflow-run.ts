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
import { isTerminal, type AppError, type HistoryEvent, type JobState, type JobSummary, type WorkflowSummary } from "@gantry/contracts";
import { advance, compileFlow, findTask, mayStartTasks, mustStop, summarizeWorkflow, type Command, type CompiledFlow } from "../core/index.ts";
import type { AttemptHost } from "./attempt-context.ts";
import { startAttempt } from "./start-attempt.ts";
import { HotJob, type JobCapture } from "./hot-job.ts";
import { hydrateInput } from "./hydrate-input.ts";
import type { CommitSource } from "./group-committer.ts";
import type { CapacityUser } from "./capacity.ts";
import { factsOf } from "./new-workflow.ts";
import type { WorkflowAppend } from "./ports/history-store.ts";
import type { WorkflowRecord } from "./ports/workflow-store.ts";
import { ReusePool } from "./reuse-pool.ts";
import type { RunDependencies } from "./run-dependencies.ts";
import { Values } from "./values.ts";
import { WorkerSlots } from "./worker-slots.ts";

interface CommitInFlight {
  readonly append: WorkflowAppend;
  readonly captures: readonly JobCapture[];
  readonly effects: readonly (() => void)[];
}

export class WorkflowRun implements CommitSource, CapacityUser {
  readonly record: WorkflowRecord;
  readonly #flow: CompiledFlow;
  readonly #deps: RunDependencies;
  readonly #values: Values;
  readonly #slots: WorkerSlots;
  readonly #jobs = new Map<string, HotJob>();
  readonly #reusePools = new Map<string, ReusePool>();
  readonly #stats = new Map<string, number>();
  /** By job index; only what is durable. */
  readonly #summaries = new Map<string, JobSummary>();
  readonly #dirty = new Set<HotJob>();
  #effects: (() => void)[] = [];
  #inFlight: CommitInFlight | null = null;
  /** Jobs that have not ended. */
  #openJobs = 0;
  #scheduling = false;
  #draining = false;
  #givenUp = false;

  constructor(record: WorkflowRecord, deps: RunDependencies) {
    this.record = record;
    this.#flow = compileFlow(record.flow);
    this.#deps = deps;
    this.#values = new Values(record.workflowId, deps.history);
    this.#slots = new WorkerSlots(record.maxWorkers, deps.capacity);
  }

  /** Whether every Job has ended, durably. */
  get ended(): boolean {
    return this.#openJobs === 0 && !this.#inFlight && this.#dirty.size === 0;
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

  job(jobId: string): HotJob | undefined {
    return this.#jobs.get(jobId);
  }

  /** Takes in a Job as its history left it. `created`: an event of it that is not durable yet. */
  addJob(state: JobState, options: { readonly lastLogSeq?: number; readonly created?: HistoryEvent } = {}): void {
    const job = new HotJob(state, options.lastLogSeq ?? 0);
    this.#jobs.set(state.jobId, job);
    if (!job.ended) this.#openJobs += 1;
    this.#summaries.set(state.jobId, job.summarize());
    for (const [routine, stats] of Object.entries(state.stats)) {
      for (const [name, value] of Object.entries(stats)) this.#stats.set(`${routine}.${name}`, value);
    }
    if (options.created) {
      job.record([options.created]);
      this.#dirty.add(job);
      this.#deps.committer.request(this);
    }
  }

  /** Continues every Job from where its history left it: starts, resumes, or tries again what was running. */
  async begin(): Promise<void> {
    for (const job of this.#jobs.values()) {
      const { reusesJobId } = job.state;
      if (reusesJobId === null || job.ended) continue;
      this.#reusePools.set(job.state.jobId, await ReusePool.load(this.#deps.history, this.#flow, reusesJobId));
    }
    const waiting = this.jobs.flatMap((job) => job.state.tasks.filter((task) => task.waiting === "worker").map((task) => ({ job, task })));
    waiting.sort((a, b) => (a.task.queuedAtMs ?? 0) - (b.task.queuedAtMs ?? 0) || a.task.ordinal - b.task.ordinal);
    for (const { job, task } of waiting) this.#enqueue(job, task.taskId);
    for (const jobId of this.#jobs.keys()) this.continueJob(jobId);
    this.#schedule();
  }

  /** Starts a Job, or goes on with what its history says was running. */
  continueJob(jobId: string): void {
    const job = this.#jobs.get(jobId);
    if (job?.state.status === "pending") this.dispatch(jobId, { type: "start_job" });
    else if (job && !job.ended) this.#recover(job);
  }

  /** Decides one command. @returns whether it had an effect. */
  dispatch(jobId: string, command: Command): boolean {
    const job = this.#jobs.get(jobId);
    if (!job || this.#givenUp) return false;
    const wasOpen = !job.ended;
    const events = advance(this.#flow, job.state, command, this.#deps.clock.nowMs());
    if (events.length === 0) return false;
    job.record(events);
    this.#dirty.add(job);
    for (const event of events) this.#react(job, event);
    if (mustStop(job.state)) this.#effects.push(() => this.#stopAttempts(job));
    if (job.ended) job.clearTimers();
    if (job.ended && wasOpen) this.#openJobs -= 1;
    this.#schedule();
    this.#deps.committer.request(this);
    return true;
  }

  wake(): void {
    this.#schedule();
  }

  takeAppend(): WorkflowAppend | null {
    if (this.#givenUp || this.#dirty.size === 0) return null;
    const taken = [...this.#dirty].map((job) => job.take());
    this.#dirty.clear();
    const { workflowId, leaseToken } = this.record;
    const append: WorkflowAppend = {
      workflowId,
      leaseToken,
      events: taken.flatMap(({ events }) => events),
      logs: taken.flatMap(({ logs }) => logs),
      values: this.#values.takeRows(),
    };
    this.#inFlight = { append, captures: taken.map(({ capture }) => capture), effects: this.#effects };
    this.#effects = [];
    return append;
  }

  committed(): void {
    const done = this.#inFlight;
    this.#inFlight = null;
    if (!done || this.#givenUp) return;
    this.#values.committed(done.append.values);
    for (const { summary } of done.captures) this.#summaries.set(summary.jobId, summary);
    this.#deps.onCommitted(this, done.append, done.captures);
    for (const effect of done.effects) effect();
    if (this.ended) this.#deps.onEnded(this);
  }

  conflicted(error: AppError): void {
    this.giveUp(error.message);
    this.#deps.onConflict(this, error);
  }

  /** Starts nothing more; what runs may finish. */
  drain(): void {
    this.#draining = true;
  }

  /** Whether attempts run that only this process can finish. */
  get hasLocalAttempts(): boolean {
    return this.jobs.some((job) => [...job.attempts.keys()].some((taskId) => !this.#isResumable(job, taskId)));
  }

  /** Forgets everything and lets go of what runs: this memory no longer stands for the Workflow. */
  giveUp(reason: string): void {
    this.#givenUp = true;
    for (const job of this.#jobs.values()) {
      job.clearTimers();
      for (const attempt of job.attempts.values()) attempt.abandon(reason);
    }
    this.#slots.releaseAll();
  }

  #react(job: HotJob, event: HistoryEvent): void {
    switch (event.kind) {
      case "job_started":
        this.#armJobTimeout(job);
        return;
      case "task_queued":
        this.#enqueue(job, event.taskId);
        return;
      case "task_retry_scheduled":
        this.#armRetry(job, event.taskId, event.dueAtMs);
        return;
      case "task_started":
        this.#effects.push(() => this.#launch(job, event.taskId, null));
        return;
      case "task_skipped":
      case "task_cancelled":
        this.#slots.forget(event.taskId);
        job.retryTimers.get(event.taskId)?.();
        job.retryTimers.delete(event.taskId);
        return;
      case "stat_changed":
        this.#stats.set(`${event.routine}.${event.name}`, event.value);
    }
  }

  #recover(job: HotJob): void {
    this.#armJobTimeout(job);
    for (const { taskId, status, waiting, dueAtMs } of job.state.tasks.slice()) {
      if (status === "running") this.#recoverAttempt(job, taskId);
      else if (waiting === "retry") this.#armRetry(job, taskId, dueAtMs ?? 0);
    }
  }

  /** An attempt that a former process began: a remote one goes on, any other is lost and tried again. */
  #recoverAttempt(job: HotJob, taskId: string): void {
    const task = findTask(job.state, taskId);
    const attempt = task?.attempts.at(-1);
    if (!task || !attempt) return;
    if (this.#isResumable(job, taskId)) {
      this.#slots.occupy(taskId, attempt.lane);
      this.#launch(job, taskId, { acknowledgedAs: task.acknowledgedAs });
      return;
    }
    const message = `The process that ran attempt ${String(attempt.attempt)} of task ${taskId} ended`;
    this.dispatch(job.state.jobId, { type: "lose_task", taskId, attempt: attempt.attempt, error: { code: "worker_lost", message } });
  }

  #isResumable(job: HotJob, taskId: string): boolean {
    const task = findTask(job.state, taskId);
    return task !== undefined && this.#deps.executors[this.#flow.routine(task.routine).execution]?.resumable === true;
  }

  #enqueue(job: HotJob, taskId: string): void {
    const pool = this.#reusePools.get(job.state.jobId);
    if (pool) this.#deps.background(this.#reuseOrEnqueue(job, taskId, pool));
    else this.#slots.add({ jobId: job.state.jobId, taskId });
  }

  async #reuseOrEnqueue(job: HotJob, taskId: string, pool: ReusePool): Promise<void> {
    const task = findTask(job.state, taskId);
    if (task?.slot == null) return;
    const input = await hydrateInput({ flow: this.#flow, state: job.state, values: this.#values }, task);
    const found = pool.take(task.routine, task.slot, input);
    if (!found) {
      this.#slots.add({ jobId: job.state.jobId, taskId });
      this.#schedule();
      return;
    }
    const pack = (value: unknown) => this.#values.pack(value, `Routine "${task.routine}", reused`);
    this.dispatch(job.state.jobId, {
      type: "reuse_task",
      taskId,
      output: found.output === null ? null : pack(found.output),
      emissions: found.emissions.map((emission) => ({ ...emission, data: pack(emission.data) })),
      data: found.data.map((write) => ({ ...write, value: pack(write.value) })),
    });
  }

  #armRetry(job: HotJob, taskId: string, dueAtMs: number): void {
    const ready = (): void => {
      job.retryTimers.delete(taskId);
      this.#slots.add({ jobId: job.state.jobId, taskId });
      this.#schedule();
    };
    const delayMs = dueAtMs - this.#deps.clock.nowMs();
    if (delayMs <= 0) ready();
    else job.retryTimers.set(taskId, this.#deps.clock.setTimer(delayMs, ready));
  }

  #armJobTimeout(job: HotJob): void {
    const { jobTimeoutMs } = this.record;
    if (jobTimeoutMs === null) return;
    const dueAtMs = (job.state.startedAtMs ?? job.state.createdAtMs) + jobTimeoutMs;
    const message = `The job did not end within ${String(jobTimeoutMs)} ms`;
    job.cancelTimeout = this.#deps.clock.setTimer(dueAtMs - this.#deps.clock.nowMs(), () => {
      this.dispatch(job.state.jobId, { type: "fail_job", error: { code: "timeout", message } });
    });
  }

  /** Gives every free worker slot the next ready Task (keeps R2). */
  #schedule(): void {
    if (this.#scheduling || this.#draining || this.#givenUp) return;
    this.#scheduling = true;
    const mayStart = ({ jobId }: { jobId: string }): boolean => {
      const job = this.#jobs.get(jobId);
      return job !== undefined && mayStartTasks(job.state);
    };
    for (let next = this.#slots.take(mayStart, this); next; next = this.#slots.take(mayStart, this)) {
      const { jobId, taskId, lane } = next;
      if (!this.dispatch(jobId, { type: "start_task", taskId, lane })) this.#slots.release(taskId);
    }
    this.#scheduling = false;
  }

  #launch(job: HotJob, taskId: string, resumed: { readonly acknowledgedAs: string | null } | null): void {
    const task = findTask(job.state, taskId);
    if (this.#givenUp || task?.status !== "running") {
      this.#slots.release(taskId); // cancelled between its start's decision and its commit
      return;
    }
    const attempt = startAttempt({
      deps: this.#deps,
      host: this.#hostFor(job),
      flow: this.#flow,
      workflowId: this.record.workflowId,
      task,
      resumed,
      onCommand: (command, late) => {
        if (!late) {
          job.attempts.delete(taskId);
          this.#slots.release(taskId);
        }
        if (command) this.dispatch(job.state.jobId, command);
        this.#schedule();
      },
    });
    job.attempts.set(taskId, attempt);
    if (mustStop(job.state)) this.#stopAttempts(job);
  }

  #stopAttempts(job: HotJob): void {
    const { cancelRequest, failing } = job.state;
    const reason = cancelRequest ? (cancelRequest.reason ?? "The job was cancelled") : (failing?.error.message ?? "The job has ended");
    for (const attempt of job.attempts.values()) attempt.stop(reason);
  }

  #hostFor(job: HotJob): AttemptHost {
    const { clock, committer } = this.#deps;
    return {
      clock,
      values: this.#values,
      state: () => job.state,
      dispatch: (command) => this.dispatch(job.state.jobId, command),
      log: (line) => {
        if (this.#givenUp || isTerminal(job.state.status)) return;
        job.recordLog({ ...line, atMs: clock.nowMs() });
        this.#dirty.add(job);
        committer.request(this);
      },
      stat: (routine, name) => this.#stats.get(`${routine}.${name}`) ?? 0,
      settled: () => committer.settled(),
    };
  }
}
