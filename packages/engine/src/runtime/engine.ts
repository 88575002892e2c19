import { AppError, type JobState, type JobSummary, type WorkflowSummary } from "@gantry/contracts";
import { evolveAll, thaw } from "../core/index.ts";
import { BackgroundWork } from "./background-work.ts";
import { Capacity } from "./capacity.ts";
import type { Committed, SubmittedWorkflow, WorkflowRequest } from "./engine-types.ts";
import { GroupCommitter } from "./group-committer.ts";
import { randomIds, type IdSource } from "./ids.ts";
import { newWorkflow } from "./new-workflow.ts";
import type { Clock } from "./ports/clock.ts";
import type { HistoryStore } from "./ports/history-store.ts";
import { silentLogger, type Logger } from "./ports/logger.ts";
import type { WorkflowRecord, WorkflowStore } from "./ports/workflow-store.ts";
import { Projector } from "./projector.ts";
import { retryRequest } from "./retry-request.ts";
import type { Executors, RunDependencies } from "./run-dependencies.ts";
import { systemClock } from "./system-clock.ts";
import { WorkflowRun } from "./workflow-run.ts";

export interface EngineOptions {
  readonly history: HistoryStore;
  readonly workflows: WorkflowStore;
  /** Names this process as the holder of leases. */
  readonly ownerId: string;
  readonly executors: Executors;
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly ids?: IdSource;
  /** Running Tasks over all Workflows; default 10,000. */
  readonly maxRunningTasks?: number;
  /** How long a handler that was told to stop may take before it is left behind; default 5,000 ms. */
  readonly graceMs?: number;
  /** Random numbers in [0, 1) that spread retries; default Math.random. */
  readonly random?: () => number;
}

/** A whole Workflow, or one Job of it. */
export type Target = { readonly workflowId: string } | { readonly jobId: string };

const DEFAULT_MAX_RUNNING_TASKS = 10_000;
const DEFAULT_GRACE_MS = 5_000;
const CLOSE_POLL_MS = 10;

/**
 * Runs Workflows: takes them in, decides for the ones it holds, and continues those that others left.
 * Every state that it hands out or publishes is durable.
 */
export class Engine {
  readonly #options: EngineOptions;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #ids: IdSource;
  readonly #committer: GroupCommitter;
  readonly #projector: Projector;
  readonly #capacity: Capacity;
  readonly #background: BackgroundWork;
  readonly #runs = new Map<string, WorkflowRun>();
  readonly #runByJob = new Map<string, WorkflowRun>();
  readonly #listeners = new Set<(committed: Committed) => void>();
  #closing = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#logger = options.logger ?? silentLogger;
    this.#ids = options.ids ?? randomIds;
    this.#background = new BackgroundWork(this.#logger);
    this.#capacity = new Capacity(options.maxRunningTasks ?? DEFAULT_MAX_RUNNING_TASKS);
    this.#committer = new GroupCommitter({ history: options.history, clock: this.#clock, logger: this.#logger });
    this.#projector = new Projector({ store: options.workflows, clock: this.#clock, logger: this.#logger });
  }

  /** Tasks that run now, over all Workflows. */
  get runningTasks(): number {
    return this.#capacity.taken;
  }

  /**
   * Stores a Workflow and starts its Jobs. Durable once it resolves.
   * @throws AppError `unavailable` while closing; whatever the store throws, and then nothing is stored.
   */
  async submit(request: WorkflowRequest): Promise<SubmittedWorkflow> {
    this.#assertOpen();
    const created = newWorkflow(request, { ids: this.#ids, nowMs: this.#clock.nowMs(), ownerId: this.#options.ownerId });
    const stored = await this.#options.workflows.create(created.workflow);
    if (!stored.created) {
      const record = await this.#recordOf(stored.workflowId);
      return { workflowId: stored.workflowId, jobIds: record.jobIds, created: false };
    }
    const { record } = created.workflow;
    const run = this.#open(record);
    for (const state of created.states) this.#addJob(run, state, 0);
    this.#publish(run, { events: created.workflow.events, logs: [] });
    await run.begin();
    return { workflowId: record.workflowId, jobIds: record.jobIds, created: true };
  }

  /** Continues every Workflow that has not ended and that nobody alive holds. Call at start, and from time to time beside other servers. */
  async recover(): Promise<{ readonly workflows: number }> {
    this.#assertOpen();
    const records = await this.#options.workflows.claimAbandoned(this.#options.ownerId);
    for (const record of records) {
      try {
        await this.#resume(record);
      } catch (error) {
        this.#logger.error({ err: error, workflowId: record.workflowId }, "A workflow could not be continued; it is left as it was");
      }
    }
    return { workflows: records.length };
  }

  /** Hears of every commit, per Workflow in order. @returns a function that ends it. */
  onCommitted(listener: (committed: Committed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The Job's durable present; null for an unknown Job. */
  async readJob(jobId: string): Promise<JobState | null> {
    const job = this.#runByJob.get(jobId)?.job(jobId);
    if (job) {
      const copy = thaw(job.state);
      await this.#committer.settled();
      return copy;
    }
    const stored = await this.#options.history.loadJob(jobId);
    return stored && evolveAll(stored.snapshot, stored.events);
  }

  /** Where a Workflow in memory stands; null when it is not: then its row in the store is up to date. */
  readSummary(workflowId: string): WorkflowSummary | null {
    return this.#runs.get(workflowId)?.summary() ?? null;
  }

  /** Where the Jobs of a Workflow in memory stand, by index; null when it is not in memory. */
  readJobSummaries(workflowId: string): readonly JobSummary[] | null {
    return this.#runs.get(workflowId)?.jobSummaries() ?? null;
  }

  /** Asks Jobs to stop: nothing new starts, what runs is told through its signal. Resolves when the request is durable. */
  async cancel(target: Target, reason?: string): Promise<void> {
    await this.#command(target, "cancel", { type: "cancel_job", reason: reason ?? null });
  }

  /** Starts nothing more of these Jobs until they are resumed; what runs finishes. */
  async pause(target: Target, reason?: string): Promise<void> {
    await this.#command(target, "pause", { type: "pause_job", reason: reason ?? null });
  }

  async resume(target: Target): Promise<void> {
    await this.#command(target, "resume", { type: "resume_job" });
  }

  /**
   * Runs an ended Workflow or Job again as a new Workflow that takes over what was completed; the old one stays as it is.
   * @throws AppError `not_found`; `conflict` when it has not ended, or completed and has nothing to retry.
   */
  async retry(target: Target, options: { readonly sealedSecret?: string | null } = {}): Promise<SubmittedWorkflow> {
    const record = await this.#recordOf(await this.#workflowIdOf(target));
    const jobIds = "jobId" in target ? [target.jobId] : record.jobIds;
    const states = await Promise.all(jobIds.map((jobId) => this.readJob(jobId)));
    const request = await retryRequest(record, states, this.#options.history);
    return await this.submit({ ...request, sealedSecret: options.sealedSecret ?? null });
  }

  /** Removes a Workflow and everything of it; cancels it first when it has not ended. */
  async delete(workflowId: string): Promise<void> {
    const run = this.#runs.get(workflowId);
    if (run && !run.ended) {
      await this.cancel({ workflowId }, "The workflow was deleted");
      await this.#untilEnded(run);
    }
    await this.#recordOf(workflowId);
    this.#forget(workflowId);
    await this.#projector.flush();
    await this.#options.workflows.delete(workflowId);
  }

  /**
   * Stops: takes nothing in, starts nothing, lets running handlers finish for `graceMs` (default 3,000), keeps what is
   * decided. What still runs then is continued by the next process. Resolves when nothing of it is left behind.
   */
  async close(options: { readonly graceMs?: number } = {}): Promise<void> {
    this.#closing = true;
    for (const run of this.#runs.values()) run.drain();
    const deadlineMs = Date.now() + (options.graceMs ?? 3_000);
    while ([...this.#runs.values()].some((run) => run.hasLocalAttempts) && Date.now() < deadlineMs) {
      await new Promise((resolve) => setTimeout(resolve, CLOSE_POLL_MS));
    }
    await this.#committer.close();
    for (const run of this.#runs.values()) run.giveUp("The server is shutting down");
    await this.#background.settled();
    await this.#projector.flush();
    this.#runs.clear();
    this.#runByJob.clear();
  }

  #dependencies(): RunDependencies {
    return {
      clock: this.#clock,
      history: this.#options.history,
      committer: this.#committer,
      capacity: this.#capacity,
      executors: this.#options.executors,
      graceMs: this.#options.graceMs ?? DEFAULT_GRACE_MS,
      random: this.#options.random ?? Math.random,
      background: (work) => {
        this.#background.add(work);
      },
      onCommitted: (run, { events, logs }, captures) => {
        this.#projector.add(run.record.workflowId, () => run.summary(), captures);
        for (const { snapshot } of captures) {
          if (snapshot) this.#background.add(this.#options.history.saveSnapshot(snapshot));
        }
        this.#publish(run, { events, logs });
      },
      onEnded: (run) => {
        this.#background.add(this.#retire(run));
      },
      onConflict: (run, error) => {
        this.#background.add(this.#reload(run, error));
      },
    };
  }

  #open(record: WorkflowRecord): WorkflowRun {
    const run = new WorkflowRun(record, this.#dependencies());
    this.#runs.set(record.workflowId, run);
    return run;
  }

  #addJob(run: WorkflowRun, state: JobState, lastLogSeq: number): void {
    run.addJob(state, { lastLogSeq });
    this.#runByJob.set(state.jobId, run);
  }

  async #resume(record: WorkflowRecord): Promise<void> {
    const jobs = await Promise.all(
      record.jobIds.map(async (jobId) => {
        const stored = await this.#options.history.loadJob(jobId);
        const state = stored && evolveAll(stored.snapshot, stored.events);
        if (!state) throw new AppError("internal", `Job ${jobId} of ${record.workflowId} has no history`);
        return { state, lastLogSeq: await this.#options.history.lastLogSeq(jobId) };
      }),
    );
    const run = this.#open(record);
    for (const { state, lastLogSeq } of jobs) this.#addJob(run, state, lastLogSeq);
    // Rows may be older than history: the process that wrote it may have died before they followed.
    this.#projector.add(
      record.workflowId,
      () => run.summary(),
      run.jobs.map((job) => ({ summary: job.summarize(), tasks: job.state.tasks.slice(), snapshot: null })),
    );
    await run.begin();
    if (run.ended) await this.#retire(run);
  }

  /** An ended Workflow leaves memory once its rows tell so. */
  async #retire(run: WorkflowRun): Promise<void> {
    await this.#projector.flush();
    if (run.ended && this.#runs.get(run.record.workflowId) === run) this.#forget(run.record.workflowId);
  }

  /** Somebody else moved this Workflow: forget what we thought, and look whether it is ours to continue. */
  async #reload(run: WorkflowRun, error: AppError): Promise<void> {
    const { workflowId } = run.record;
    this.#forget(workflowId);
    if (this.#closing) return;
    this.#logger.warn({ err: error, workflowId }, "History was moved by somebody else; reloading");
    const record = await this.#options.workflows.load(workflowId);
    if (record && record.leaseToken === run.record.leaseToken) await this.#resume(record);
  }

  #forget(workflowId: string): void {
    const run = this.#runs.get(workflowId);
    this.#runs.delete(workflowId);
    this.#projector.drop(workflowId);
    for (const job of run?.jobs ?? []) this.#runByJob.delete(job.state.jobId);
  }

  #publish(run: WorkflowRun, { events, logs }: Pick<Committed, "events" | "logs">): void {
    const { workflowId } = run.record;
    const committed: Committed = {
      workflowId,
      events,
      logs,
      get summary() {
        return run.summary();
      },
    };
    for (const listener of this.#listeners) listener(committed);
  }

  async #command(target: Target, word: string, command: Parameters<WorkflowRun["dispatch"]>[1]): Promise<void> {
    const workflowId = await this.#workflowIdOf(target);
    const run = this.#runs.get(workflowId);
    const jobIds = run && ("jobId" in target ? [target.jobId] : run.record.jobIds);
    const effective = jobIds?.filter((jobId) => run?.dispatch(jobId, command)) ?? [];
    if (effective.length === 0) throw await this.#refusal(target, workflowId, word);
    await this.#committer.settled();
  }

  async #refusal(target: Target, workflowId: string, word: string): Promise<AppError> {
    const record = await this.#recordOf(workflowId);
    const jobIds = "jobId" in target ? [target.jobId] : record.jobIds;
    const states = await Promise.all(jobIds.map((jobId) => this.readJob(jobId)));
    const statuses = [...new Set(states.flatMap((state) => (state ? [state.cancelRequest ? "being cancelled" : state.status] : [])))];
    const what = "jobId" in target ? `Job ${target.jobId}` : `Workflow ${workflowId}`;
    return new AppError("conflict", `${what} cannot ${word}: it is ${statuses.join(", ")}`);
  }

  async #workflowIdOf(target: Target): Promise<string> {
    if ("workflowId" in target) return target.workflowId;
    const run = this.#runByJob.get(target.jobId);
    const workflowId = run?.record.workflowId ?? (await this.#options.workflows.workflowIdOf(target.jobId));
    if (workflowId === null) throw new AppError("not_found", `Job ${target.jobId} not found`);
    return workflowId;
  }

  async #recordOf(workflowId: string): Promise<WorkflowRecord> {
    const record = this.#runs.get(workflowId)?.record ?? (await this.#options.workflows.load(workflowId));
    if (!record) throw new AppError("not_found", "Workflow not found");
    return record;
  }

  #untilEnded(run: WorkflowRun): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        if (!run.ended) return;
        stop();
        resolve();
      };
      const stop = this.onCommitted(done);
      done();
    });
  }

  #assertOpen(): void {
    if (this.#closing) throw new AppError("unavailable", "The server is shutting down; try again in a moment");
  }
}
