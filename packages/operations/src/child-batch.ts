/**
 * ChildBatch: one call of `executeJobs`.
 *
 * pending ─a place is free, what it waits for completed→ running ─→ completed | failed | cancelled ·
 * pending ─what it waits for did not complete→ skipped · pending ─the batch stops→ cancelled
 *
 * Invariants
 * B1  At most `concurrency` children run at once, and as many as that whenever as many may start.
 * B2  A child starts only after all that it waits for have completed.
 * B3  Once the batch stops (token, or first failure with failFast) nothing starts; it ends when nothing runs any more.
 */
import { toAppError } from "@gantry/contracts";
import { CancellationError, toCancellation } from "./cancellation-error.ts";
import type { CancellationToken } from "./cancellation-token.ts";
import { ChildOperations } from "./child-operations.ts";
import { dependencyIndices, type JobDependencies } from "./job-order.ts";
import type { JobManagerOptions, ManagedJob } from "./job-manager.ts";
import { WeightedProgress } from "./weighted-progress.ts";

/** How one job ended. `skipped`: a job that it waited for did not complete. */
export type JobOutcome<TResult> =
  | { readonly status: "completed"; readonly result: TResult }
  | { readonly status: "failed"; readonly error: unknown }
  | { readonly status: "cancelled"; readonly reason: string }
  | { readonly status: "skipped"; readonly reason: string };

interface ChildBatchOptions extends JobManagerOptions {
  readonly cancellationToken: CancellationToken;
  readonly concurrency: number;
  readonly dependencies: JobDependencies;
  readonly failFast: boolean;
}

export class ChildBatch<TResult, TContext extends object> {
  readonly #jobs: readonly ManagedJob<TResult, TContext>[];
  readonly #options: ChildBatchOptions;
  readonly #waitsFor: readonly (readonly number[])[];
  readonly #children: ChildOperations;
  readonly #progress: WeightedProgress;
  /** Stops the batch: with the parent's token, or by the first failure. */
  readonly #token: CancellationToken;
  readonly #outcomes = new Map<number, JobOutcome<TResult>>();
  readonly #running = new Map<number, Promise<void>>();
  #firstFailure: { readonly error: unknown } | null = null;

  constructor(jobs: readonly ManagedJob<TResult, TContext>[], options: ChildBatchOptions) {
    this.#jobs = jobs;
    this.#options = options;
    this.#waitsFor = dependencyIndices(
      jobs.map((job) => job.name),
      options.dependencies,
    );
    this.#token = options.cancellationToken.child();
    this.#children = new ChildOperations({ ...options, cancellationToken: this.#token });
    this.#progress = new WeightedProgress(jobs.map((job) => job.weight ?? 1));
  }

  /** In input order. @throws the first failure; CancellationError. */
  async results(): Promise<TResult[]> {
    const outcomes = await this.outcomes();
    if (this.#firstFailure) throw this.#firstFailure.error;
    return outcomes.map((outcome) => {
      if (outcome.status === "completed") return outcome.result;
      throw new CancellationError(outcome.status === "failed" ? undefined : outcome.reason);
    });
  }

  /** In input order. @throws CancellationError when the parent's token is cancelled. */
  async outcomes(): Promise<JobOutcome<TResult>[]> {
    this.#startWhatMay();
    while (this.#running.size > 0) await Promise.race(this.#running.values());
    this.#options.cancellationToken.throwIfCancelled();
    return this.#jobs.map((_, index) => this.#outcomes.get(index) ?? this.#neverStarted());
  }

  #startWhatMay(): void {
    for (const [index, job] of this.#jobs.entries()) {
      if (this.#token.isCancelled() || this.#running.size >= this.#options.concurrency) return; // keeps B1, B3
      if (this.#outcomes.has(index) || this.#running.has(index)) continue;
      const before = (this.#waitsFor[index] ?? []).map((each) => this.#outcomes.get(each));
      const missing = before.findIndex((outcome) => outcome !== undefined && outcome.status !== "completed");
      if (missing >= 0) {
        this.#skip(index, this.#waitsFor[index]?.[missing] ?? 0);
        return this.#startWhatMay(); // one before it may have waited for it
      }
      if (!before.includes(undefined)) this.#running.set(index, this.#run(index, job)); // keeps B2
    }
  }

  async #run(index: number, job: ManagedJob<TResult, TContext>): Promise<void> {
    const onPercentage = (percentage: number): void => this.#report(index, percentage);
    const outcome = await this.#children.run<TResult, TContext>(job, onPercentage).then(
      (result): JobOutcome<TResult> => ({ status: "completed", result }),
      (error: unknown) => this.#failed(error),
    );
    this.#outcomes.set(index, outcome);
    this.#running.delete(index);
    if (outcome.status === "completed") this.#report(index, 100);
    this.#startWhatMay();
  }

  #failed(error: unknown): JobOutcome<TResult> {
    const cancellation = toCancellation(error);
    if (this.#options.failFast && !this.#token.isCancelled()) {
      this.#firstFailure ??= { error };
      this.#token.cancel(`Another job failed: ${toAppError(error).message}`);
    }
    return cancellation ? { status: "cancelled", reason: cancellation.reason } : { status: "failed", error };
  }

  #skip(index: number, before: number): void {
    const reason = `It waited for job "${this.#jobs[before]?.name ?? ""}", which did not complete`;
    this.#outcomes.set(index, { status: "skipped", reason });
  }

  #neverStarted(): JobOutcome<TResult> {
    return { status: "cancelled", reason: this.#token.reason ?? "It was not started" };
  }

  #report(index: number, percentage: number): void {
    this.#progress.set(index, percentage);
    const done = [...this.#outcomes.values()].filter(({ status }) => status === "completed").length;
    const { current, total } = this.#progress;
    const { parent } = this.#children;
    parent?.progressManager.updateStepProgress({ current, total, itemsProcessed: done, totalItems: this.#jobs.length });
  }
}
