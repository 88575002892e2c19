import type { JobSummary, WorkflowSummary } from "@gantry/contracts";
import type { Clock } from "./ports/clock.ts";
import type { Logger } from "./ports/logger.ts";
import type { TaskProjection, WorkflowStore } from "./ports/workflow-store.ts";
import type { JobCapture } from "./hot-job.ts";

/** Rows follow history within this time. */
const PROJECT_INTERVAL_MS = 250;

interface Waiting {
  readonly summary: () => WorkflowSummary;
  readonly jobs: Map<string, JobSummary>;
  readonly tasks: Map<string, TaskProjection>;
}

interface ProjectorOptions {
  readonly store: Pick<WorkflowStore, "project">;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The rows of these Workflows tell what was durable when they were taken. */
  readonly onWritten: (workflowIds: readonly string[]) => void;
}

/**
 * Writes the rows that lists and queries read, in batches behind history. Only durable states reach it, so a row never
 * tells more than its history; a batch that fails is merged into the next one.
 */
export class Projector {
  readonly #store: Pick<WorkflowStore, "project">;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onWritten: (workflowIds: readonly string[]) => void;
  #waiting = new Map<string, Waiting>();
  #inWriting: ReadonlyMap<string, Waiting> = new Map();
  #cancelTimer: (() => void) | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ProjectorOptions) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onWritten = options.onWritten;
  }

  add(workflowId: string, summary: () => WorkflowSummary, captures: readonly JobCapture[]): void {
    const waiting = this.#waiting.get(workflowId) ?? { summary, jobs: new Map(), tasks: new Map() };
    this.#waiting.set(workflowId, waiting);
    for (const { summary: job, tasks } of captures) {
      waiting.jobs.set(job.jobId, job);
      for (const task of tasks) {
        waiting.tasks.set(task.taskId, { workflowId, jobId: job.jobId, projectedSeq: job.projectedSeq, task });
      }
    }
    this.#cancelTimer ??= this.#clock.setTimer(PROJECT_INTERVAL_MS, () => {
      void this.flush();
    });
  }

  /** Whether rows of this Workflow are still to be written. */
  has(workflowId: string): boolean {
    return this.#waiting.has(workflowId) || this.#inWriting.has(workflowId);
  }

  /** Forgets what waits of a Workflow that is being deleted. */
  drop(workflowId: string): void {
    this.#waiting.delete(workflowId);
  }

  /** Writes everything that waits. Never rejects. */
  flush(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const batch = [...this.#waiting.entries()];
    if (batch.length === 0) return;
    this.#inWriting = this.#waiting;
    this.#waiting = new Map();
    const failed = await this.#project(batch);
    this.#inWriting = new Map();
    if (failed) for (const [workflowId, older] of batch) this.#putBack(workflowId, older);
    else this.#onWritten(batch.map(([workflowId]) => workflowId));
  }

  /** @returns whether it failed. */
  async #project(batch: readonly (readonly [string, Waiting])[]): Promise<boolean> {
    try {
      await this.#store.project({
        workflows: batch.map(([, { summary }]) => summary()),
        jobs: batch.flatMap(([, { jobs }]) => [...jobs.values()]),
        tasks: batch.flatMap(([, { tasks }]) => [...tasks.values()]),
      });
      return false;
    } catch (error) {
      this.#logger.error({ err: error }, "Rows for lists could not be written; trying again with the next batch");
      return true;
    }
  }

  #putBack(workflowId: string, older: Waiting): void {
    const newer = this.#waiting.get(workflowId);
    const jobs = new Map([...older.jobs, ...(newer?.jobs ?? [])]);
    const tasks = new Map([...older.tasks, ...(newer?.tasks ?? [])]);
    this.#waiting.set(workflowId, { summary: (newer ?? older).summary, jobs, tasks });
    this.#cancelTimer ??= this.#clock.setTimer(PROJECT_INTERVAL_MS, () => {
      void this.flush();
    });
  }
}
