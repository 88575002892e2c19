import { AppError, isTerminal, type JobState, type JobSummary, type WorkflowSummary } from "@gantry/contracts";
import { evolveAll, thaw, type Command } from "../core/index.ts";
import { BackgroundWork } from "./background-work.ts";
import { Capacity } from "./capacity.ts";
import type { Committed, SubmittedWorkflow, WorkflowRequest } from "./engine-types.ts";
import { unavailableMessage, type AvailabilityQuestion } from "./flow-availability.ts";
import { GroupCommitter } from "./group-committer.ts";
import { HotWorkflows } from "./hot-workflows.ts";
import { randomIds, type IdSource } from "./ids.ts";
import { newWorkflow } from "./new-workflow.ts";
import type { Clock } from "./ports/clock.ts";
import type { HistoryStore } from "./ports/history-store.ts";
import { silentLogger, type Logger } from "./ports/logger.ts";
import type { WorkflowRecord, WorkflowStore } from "./ports/workflow-store.ts";
import { Projector } from "./projector.ts";
import { retryRequest } from "./retry-request.ts";
import type { Executors } from "./run-dependencies.ts";
import { systemClock } from "./system-clock.ts";
import { assertRunnable } from "./validate-request.ts";
import type { WorkflowRun } from "./workflow-run.ts";

export interface EngineOptions {
  readonly history: HistoryStore;
  readonly workflows: WorkflowStore;
  /** Names this process as the holder of leases. */
  readonly ownerId: string;
  readonly executors: Executors;
  /**
   * Whether the code of a Workflow's Flow is in this process; default: always. Asked when a Workflow is taken in: where
   * it is not, its Jobs are paused with the reason `flow_unavailable`, and go on by themselves in a process where it is.
   */
  readonly isAvailable?: (workflow: AvailabilityQuestion) => boolean;
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
const DEFAULT_CLOSE_GRACE_MS = 3_000;

const PARTICIPLES = { cancel: "cancelled", pause: "paused", resume: "resumed" };

/**
 * Runs Workflows: takes them in, decides for the ones it holds, and continues those that others left.
 * Every state that it hands out or publishes is durable.
 */
export class Engine {
  readonly #options: EngineOptions;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #committer: GroupCommitter;
  readonly #projector: Projector;
  readonly #capacity: Capacity;
  readonly #background: BackgroundWork;
  readonly #hot: HotWorkflows;
  readonly #listeners = new Set<(committed: Committed) => void>();
  #closing = false;

  constructor(options: EngineOptions) {
    const { history, workflows, executors, clock = systemClock, logger = silentLogger } = options;
    this.#options = options;
    this.#clock = clock;
    this.#logger = logger;
    this.#background = new BackgroundWork(logger);
    this.#capacity = new Capacity(options.maxRunningTasks ?? DEFAULT_MAX_RUNNING_TASKS);
    this.#committer = new GroupCommitter({ history, clock, logger });
    this.#projector = new Projector({
      store: workflows,
      clock,
      logger,
      onWritten: (ids) => this.#hot.retireWritten(ids),
    });
    this.#hot = new HotWorkflows({
      dependencies: {
        clock,
        history,
        committer: this.#committer,
        capacity: this.#capacity,
        executors,
        isAvailable: options.isAvailable ?? (() => true),
        graceMs: options.graceMs ?? DEFAULT_GRACE_MS,
        random: options.random ?? Math.random,
        background: (work) => this.#background.add(work),
      },
      history,
      workflows,
      projector: this.#projector,
      background: this.#background,
      clock,
      logger,
      onCommitted: (run, append) => this.#publish(run, append),
    });
  }

  /** Tasks that run now, over all Workflows. */
  get runningTasks(): number {
    return this.#capacity.taken;
  }

  /**
   * Stores a Workflow and starts its Jobs. Durable once it resolves.
   * @throws AppError `invalid_input` naming what is wrong with the request; `unavailable` while closing; whatever the
   * store throws, and then nothing is stored.
   */
  async submit(request: WorkflowRequest): Promise<SubmittedWorkflow> {
    this.#assertOpen();
    assertRunnable(request);
    const { ids = randomIds, ownerId } = this.#options;
    const created = newWorkflow(request, { ids, nowMs: this.#clock.nowMs(), ownerId });
    const stored = await this.#options.workflows.create(created.workflow);
    if (!stored.created) {
      const record = await this.#recordOf(stored.workflowId);
      return { workflowId: stored.workflowId, jobIds: record.jobIds, created: false };
    }
    const { record, events } = created.workflow;
    if (!this.#closing) {
      const run = this.#hot.open(
        record,
        created.states.map((state) => ({ state, lastLogSeq: 0 })),
      );
      this.#publish(run, { events, logs: [] });
      await this.#hot.begin(run);
    } // else the next process begins it: it is durable
    return { workflowId: record.workflowId, jobIds: record.jobIds, created: true };
  }

  /**
   * Continues every Workflow that has not ended and that nobody alive holds; one that cannot be read is tried again.
   * Call at start, and from time to time beside other servers.
   */
  async recover(): Promise<{ readonly workflows: number }> {
    this.#assertOpen();
    const records = await this.#options.workflows.claimAbandoned(this.#options.ownerId);
    for (const record of records) await this.#hot.resume(record);
    return { workflows: records.length };
  }

  /** Hears of every commit, per Workflow in order. @returns a function that ends it. */
  onCommitted(listener: (committed: Committed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The Job's durable present; null for an unknown Job. */
  async readJob(jobId: string): Promise<JobState | null> {
    const run = this.#hot.withJob(jobId);
    const job = run?.job(jobId);
    if (run && job) {
      const copy = thaw(job.state);
      await this.#committer.settled();
      if (!run.givenUp) return copy;
    }
    const stored = await this.#options.history.loadJob(jobId);
    return stored && evolveAll(stored.snapshot, stored.events);
  }

  /** Where a Workflow in memory stands; null when it is not: then its row in the store is up to date. */
  readSummary(workflowId: string): WorkflowSummary | null {
    return this.#hot.get(workflowId)?.summary() ?? null;
  }

  /** Where the Jobs of a Workflow in memory stand, by index; null when it is not in memory. */
  readJobSummaries(workflowId: string): readonly JobSummary[] | null {
    return this.#hot.get(workflowId)?.jobSummaries() ?? null;
  }

  /**
   * Asks Jobs to stop: nothing new starts, what runs is told through its signal. Resolves when the request is durable.
   * @throws AppError `not_found`; `conflict` when there is nothing to cancel; so do pause and resume.
   */
  async cancel(target: Target, reason?: string): Promise<void> {
    await this.#command(target, "cancel", { type: "cancel_job", reason: reason ?? null });
  }

  /** Starts nothing more of these Jobs until they are resumed; what runs finishes. */
  async pause(target: Target, reason?: string): Promise<void> {
    await this.#command(target, "pause", { type: "pause_job", reason: reason ?? null });
  }

  /** @throws AppError `conflict` also while the code of its Flow is not here. */
  async resume(target: Target): Promise<void> {
    await this.#assertAvailable(target);
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

  /**
   * Removes a Workflow and everything of it; cancels it first when it has not ended.
   * @throws AppError `not_found`; `unavailable` when this server closes before it has stopped.
   */
  async delete(workflowId: string): Promise<void> {
    await this.#recordOf(workflowId);
    for (let run = this.#hot.get(workflowId); run; run = this.#hot.get(workflowId)) {
      for (const jobId of run.record.jobIds)
        run.dispatch(jobId, { type: "cancel_job", reason: "The workflow was deleted" });
      await this.#hot.untilGone(workflowId);
    }
    this.#assertOpen();
    this.#projector.drop(workflowId);
    await this.#options.workflows.delete(workflowId);
  }

  /**
   * Stops: takes nothing in, starts nothing, lets running handlers finish for `graceMs` (default 3,000), keeps what is
   * decided. What still runs then is continued by the next process. Resolves when nothing of it is left behind.
   */
  async close(options: { readonly graceMs?: number } = {}): Promise<void> {
    this.#closing = true;
    this.#hot.drain();
    await this.#finishWithin(options.graceMs ?? DEFAULT_CLOSE_GRACE_MS);
    await this.#committer.close();
    await this.#projector.flush();
    this.#hot.giveUp("The server is shutting down");
    await this.#committer.close(); // what a handler still decided in between
    await this.#background.settled();
    await this.#projector.flush();
  }

  async #finishWithin(graceMs: number): Promise<void> {
    const finished = this.#committer.settled().then(() => this.#hot.idle()); // what was decided to start does start
    let cancelTimer = (): void => undefined;
    const graceIsOver = new Promise<void>((resolve) => {
      cancelTimer = this.#clock.setTimer(graceMs, resolve);
    });
    await Promise.race([finished, graceIsOver]);
    cancelTimer();
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
    for (const listener of this.#listeners) {
      try {
        listener(committed);
      } catch (error) {
        this.#logger.error({ err: error, workflowId }, "A listener of commits failed"); // it must not stop the work
      }
    }
  }

  async #command(target: Target, word: keyof typeof PARTICIPLES, command: Command): Promise<void> {
    const workflowId = await this.#workflowIdOf(target);
    const run = this.#hot.get(workflowId);
    const jobIds = run && ("jobId" in target ? [target.jobId] : run.record.jobIds);
    const effective = jobIds?.filter((jobId) => run?.dispatch(jobId, command)) ?? [];
    if (effective.length === 0) throw await this.#refusal(target, workflowId, word);
    await this.#committer.settled();
    if (run?.givenUp)
      throw new AppError("history_conflict", `Workflow ${workflowId} is held by another server; try again in a moment`);
  }

  async #assertAvailable(target: Target): Promise<void> {
    const { isAvailable } = this.#options;
    if (isAvailable === undefined) return;
    const record = await this.#recordOf(await this.#workflowIdOf(target));
    if (!isAvailable(record)) throw new AppError("conflict", unavailableMessage(record));
  }

  async #refusal(target: Target, workflowId: string, word: keyof typeof PARTICIPLES): Promise<AppError> {
    const record = await this.#recordOf(workflowId);
    const jobIds = "jobId" in target ? [target.jobId] : record.jobIds;
    const states = await Promise.all(jobIds.map((jobId) => this.readJob(jobId)));
    const statuses = [
      ...new Set(states.flatMap((state) => (state ? [state.cancelRequest ? "being cancelled" : state.status] : []))),
    ];
    const what = "jobId" in target ? `Job ${target.jobId}` : `Workflow ${workflowId}`;
    const isOpen = states.some((state) => state !== null && !isTerminal(state.status));
    if (isOpen && !this.#hot.get(workflowId))
      return new AppError("unavailable", `${what} is run by another server at the moment; that one can ${word} it`);
    return new AppError("conflict", `${what} cannot be ${PARTICIPLES[word]}: it is ${statuses.join(", ")}`);
  }

  async #workflowIdOf(target: Target): Promise<string> {
    if ("workflowId" in target) return target.workflowId;
    const run = this.#hot.withJob(target.jobId);
    const workflowId = run?.record.workflowId ?? (await this.#options.workflows.workflowIdOf(target.jobId));
    if (workflowId === null) throw new AppError("not_found", `Job ${target.jobId} not found`);
    return workflowId;
  }

  async #recordOf(workflowId: string): Promise<WorkflowRecord> {
    const record = this.#hot.get(workflowId)?.record ?? (await this.#options.workflows.load(workflowId));
    if (!record) throw new AppError("not_found", "Workflow not found");
    return record;
  }

  #assertOpen(): void {
    if (this.#closing) throw new AppError("unavailable", "The server is shutting down; try again in a moment");
  }
}
