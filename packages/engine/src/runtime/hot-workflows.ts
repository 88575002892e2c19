/**
 * HotWorkflows: the Workflows in memory, and how each gets in and out.
 *
 * in: submitted, or resumed from its history · out: over (retired once its rows tell so), deleted, moved by somebody
 * else (reloaded, if it is still ours), or this process closes.
 */
import { toAppError, AppError, type JobState } from "@gantry/contracts";
import { evolveAll } from "../core/index.ts";
import type { BackgroundWork } from "./background-work.ts";
import type { Projector } from "./projector.ts";
import type { Clock } from "./ports/clock.ts";
import type { HistoryStore, WorkflowAppend } from "./ports/history-store.ts";
import type { Logger } from "./ports/logger.ts";
import type { WorkflowRecord, WorkflowStore } from "./ports/workflow-store.ts";
import type { RunDependencies } from "./run-dependencies.ts";
import { WorkflowRun } from "./workflow-run.ts";

export interface HotWorkflowsOptions {
  readonly dependencies: Omit<RunDependencies, "onCommitted" | "onEnded" | "onAttemptEnded" | "onConflict">;
  readonly history: HistoryStore;
  readonly workflows: WorkflowStore;
  readonly projector: Projector;
  readonly background: BackgroundWork;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onCommitted: (run: WorkflowRun, append: WorkflowAppend) => void;
}

/** A Job as its history left it. */
interface LoadedJob {
  readonly state: JobState;
  readonly lastLogSeq: number;
}

type Lease = Pick<WorkflowRecord, "workflowId" | "leaseToken">;

/** A Workflow that could not be continued (its store did not answer) is tried again this often. */
const RESUME_RETRY_MS = 1_000;

export class HotWorkflows {
  readonly #options: HotWorkflowsOptions;
  readonly #runs = new Map<string, WorkflowRun>();
  readonly #runByJob = new Map<string, WorkflowRun>();
  /** Cancels the timers of Workflows that are to be tried again. */
  readonly #retries = new Set<() => void>();
  readonly #changed = new Set<() => void>();
  #closing = false;

  constructor(options: HotWorkflowsOptions) {
    this.#options = options;
  }

  get(workflowId: string): WorkflowRun | undefined {
    return this.#runs.get(workflowId);
  }

  withJob(jobId: string): WorkflowRun | undefined {
    return this.#runByJob.get(jobId);
  }

  /** Takes a Workflow in, not yet begun, so that what is published of it finds it here. */
  open(record: WorkflowRecord, jobs: readonly LoadedJob[]): WorkflowRun {
    const run = new WorkflowRun(record, {
      ...this.#options.dependencies,
      onCommitted: (_run, append, captures) => {
        this.#options.projector.add(record.workflowId, () => run.summary(), captures);
        for (const { snapshot } of captures)
          if (snapshot) this.#options.background.add(this.#options.history.saveSnapshot(snapshot));
        this.#options.onCommitted(run, append);
      },
      onEnded: () => {
        this.#options.background.add(this.#retire(run));
      },
      onAttemptEnded: () => {
        if (this.#closing) this.#notify();
      },
      onConflict: (_run, error) => {
        this.#options.background.add(this.#reload(run, error));
      },
    });
    this.#runs.get(record.workflowId)?.giveUp("The workflow was taken over anew");
    for (const { state, lastLogSeq } of jobs) {
      run.addJob(state, { lastLogSeq });
      this.#runByJob.set(state.jobId, run);
    }
    this.#runs.set(record.workflowId, run);
    return run;
  }

  /** Lets it go on. Never rejects: what cannot begin now is tried again from its history. */
  async begin(run: WorkflowRun): Promise<void> {
    try {
      await run.begin();
    } catch (error) {
      run.giveUp("It could not begin");
      this.#forget(run);
      this.#tryAgain(run.record, error);
      return;
    }
    if (run.ended) await this.#retire(run);
  }

  /** Loads a Workflow from its history and lets it go on; tries again later when that fails. */
  async resume(record: WorkflowRecord): Promise<void> {
    try {
      const jobs = await Promise.all(record.jobIds.map((jobId) => this.#load(record, jobId)));
      if (this.#closing) return;
      const run = this.open(record, jobs);
      // Rows may be older than history: the process that wrote it may have died before they followed.
      this.#options.projector.add(
        record.workflowId,
        () => run.summary(),
        run.jobs.map((job) => ({ summary: job.summarize(), tasks: job.state.tasks.slice(), snapshot: null })),
      );
      await this.begin(run);
    } catch (error) {
      this.#tryAgain(record, error);
    }
  }

  /** Resolves when the Workflow has left memory. */
  async untilGone(workflowId: string): Promise<void> {
    const run = this.#runs.get(workflowId);
    await this.#until(() => run === undefined || this.#runs.get(workflowId) !== run);
  }

  /** A Workflow whose rows are written and where nothing is left to do leaves memory. */
  retireWritten(workflowIds: readonly string[]): void {
    for (const workflowId of workflowIds) {
      const run = this.#runs.get(workflowId);
      if (run?.ended && !run.hasAttempts && !this.#options.projector.has(workflowId)) this.#forget(run);
    }
  }

  /** Starts nothing more. */
  drain(): void {
    this.#closing = true;
    for (const cancelTimer of this.#retries) cancelTimer();
    for (const run of this.#runs.values()) run.drain();
  }

  /** Resolves when no attempts run but such as another process can go on with. */
  idle(): Promise<void> {
    return this.#until(() => ![...this.#runs.values()].some((run) => run.hasLocalAttempts));
  }

  /** Lets go of everything. */
  giveUp(reason: string): void {
    for (const run of [...this.#runs.values()]) {
      run.giveUp(reason);
      this.#forget(run);
    }
  }

  async #load(record: WorkflowRecord, jobId: string): Promise<LoadedJob> {
    const { history } = this.#options;
    const [stored, lastLogSeq] = await Promise.all([history.loadJob(jobId), history.lastLogSeq(jobId)]);
    const state = stored && evolveAll(stored.snapshot, stored.events);
    if (!state) throw new AppError("internal", `Job ${jobId} of ${record.workflowId} has no history`);
    return { state, lastLogSeq };
  }

  async #retire(run: WorkflowRun): Promise<void> {
    await this.#options.projector.flush();
    this.retireWritten([run.record.workflowId]); // rows that could not be written keep it here until they are
  }

  /** Somebody else moved this Workflow: forget what we thought, and look whether it is ours to continue. */
  async #reload(run: WorkflowRun, error: AppError): Promise<void> {
    const { workflowId } = run.record;
    if (this.#runs.get(workflowId) === run) this.#options.projector.drop(workflowId);
    this.#forget(run);
    if (this.#closing) return;
    this.#options.logger.warn(
      { err: error, workflowId },
      "What this server thought of a workflow is not its history any more; reloading",
    );
    await this.#resumeIfOurs(run.record);
  }

  async #resumeIfOurs({ workflowId, leaseToken }: Lease): Promise<void> {
    try {
      const record = await this.#options.workflows.load(workflowId);
      if (record?.leaseToken === leaseToken && !this.#runs.has(workflowId)) await this.resume(record);
    } catch (error) {
      this.#tryAgain({ workflowId, leaseToken }, error);
    }
  }

  #tryAgain(record: Lease, error: unknown): void {
    if (this.#closing) return;
    const { workflowId } = record;
    this.#options.logger.error(
      { err: toAppError(error), workflowId },
      "A workflow could not be continued; trying again",
    );
    const cancelTimer = this.#options.clock.setTimer(RESUME_RETRY_MS, () => {
      this.#retries.delete(cancelTimer);
      this.#options.background.add(this.#resumeIfOurs(record));
    });
    this.#retries.add(cancelTimer);
  }

  #forget(run: WorkflowRun): void {
    if (this.#runs.get(run.record.workflowId) !== run) return;
    this.#runs.delete(run.record.workflowId);
    for (const job of run.jobs) this.#runByJob.delete(job.state.jobId);
    this.#notify();
  }

  async #until(isDone: () => boolean): Promise<void> {
    if (isDone()) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isDone()) return;
        this.#changed.delete(look);
        resolve();
      };
      this.#changed.add(look);
    });
  }

  #notify(): void {
    for (const look of [...this.#changed]) look();
  }
}
