import type { ValueRow, WorkflowAppend } from "./ports/history-store.ts";
import type { HotJob, JobCapture } from "./hot-job.ts";

/** What follows once a decision is durable. */
type Effect = () => void;

/** One append of a Workflow: on its way, and afterwards what it made durable. */
export interface Commit {
  readonly append: WorkflowAppend;
  readonly captures: readonly JobCapture[];
  readonly effects: readonly Effect[];
}

/** What a Workflow has decided that is not durable yet: first collected, then on its way to the store. */
export class UncommittedWork {
  readonly #dirty = new Set<HotJob>();
  #effects: Effect[] = [];
  #inFlight: Commit | null = null;

  get isEmpty(): boolean {
    return this.#inFlight === null && this.#dirty.size === 0;
  }

  /** The Job has events or log lines to be stored. */
  add(job: HotJob): void {
    this.#dirty.add(job);
  }

  /** Runs `effect` once everything added until now is durable. */
  afterCommit(effect: Effect): void {
    this.#effects.push(effect);
  }

  /** Puts everything collected on its way; null when there is nothing. */
  take(
    lease: Pick<WorkflowAppend, "workflowId" | "leaseToken">,
    takeValues: () => readonly ValueRow[],
  ): WorkflowAppend | null {
    if (this.#dirty.size === 0) return null;
    const taken = [...this.#dirty].map((job) => job.take());
    this.#dirty.clear();
    const append: WorkflowAppend = {
      ...lease,
      events: taken.flatMap(({ events }) => events),
      logs: taken.flatMap(({ logs }) => logs),
      values: takeValues(),
    };
    this.#inFlight = { append, captures: taken.map(({ capture }) => capture), effects: this.#effects };
    this.#effects = [];
    return append;
  }

  /** What was on its way has arrived. @returns it; null when nothing was. */
  arrived(): Commit | null {
    const commit = this.#inFlight;
    this.#inFlight = null;
    return commit;
  }
}
