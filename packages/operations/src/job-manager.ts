import { AppError, type JsonObject } from "@gantry/contracts";
import type { CancellationToken } from "./cancellation-token.ts";
import { ChildBatch, type JobOutcome } from "./child-batch.ts";
import type { JobDependencies } from "./job-order.ts";
import type { OperationFunction } from "./operation-function.ts";
import type { OperationsService } from "./operations-service.ts";
import type { ProgressRenderer } from "./progress-renderer.ts";

/** One of several pieces of an operation's work: it becomes an operation of its own, a child. */
export interface ManagedJob<TResult = unknown, TContext extends object = JsonObject> {
  /** For people, and by which a parent that is run again knows what is done: the same for the same work. */
  readonly name: string;
  /** Default `job`. When `operationFunc` is registered under this type the child itself is run again after a crash. */
  readonly operationType?: string;
  readonly operationFunc: OperationFunction<TContext, TResult>;
  readonly context?: TContext;
  readonly metadata?: JsonObject;
  readonly totalSteps?: number;
  /** Its part of the parent's progress, relative to the others; default 1. */
  readonly weight?: number;
}

export interface ExecuteJobsOptions {
  /** The parent's token: says who the parent is, and stops the jobs. */
  readonly cancellationToken: CancellationToken;
  /** How many run at once; default 4. */
  readonly concurrency?: number;
  readonly dependencies?: JobDependencies;
  /** true (default): the first failure cancels the others and is thrown. false: all run, and each outcome is told. */
  readonly failFast?: boolean;
}

export interface JobManagerOptions {
  readonly operations: OperationsService;
  /** Whose children they are. */
  readonly service: string;
  readonly renderer?: ProgressRenderer;
}

const DEFAULT_CONCURRENCY = 4;

/**
 * Runs the pieces of an operation's work beside each other, each as a child operation outside of the parent's limit.
 * Their progress is the parent's, by weight, within the step that it has begun.
 *
 * A parent that is run again after a crash calls this again: what completed before is not done a second time.
 *
 * Source: page 5 `JobManager.executeJobs`, seed 4 "Complex Orchestration Pattern".
 */
export class JobManager {
  readonly #options: JobManagerOptions;

  constructor(options: JobManagerOptions) {
    this.#options = options;
  }

  /**
   * @returns the results in the order of `jobs`, whatever the order in which they ended.
   * @throws the first failure (`failFast`), once the others have stopped; CancellationError when the token is cancelled;
   * AppError `invalid_input` for dependencies that cannot be kept, or a concurrency that is no whole number above 0.
   */
  executeJobs<TResult, TContext extends object = JsonObject>(
    jobs: readonly ManagedJob<TResult, TContext>[],
    options: ExecuteJobsOptions & { readonly failFast?: true },
  ): Promise<TResult[]>;
  executeJobs<TResult, TContext extends object = JsonObject>(
    jobs: readonly ManagedJob<TResult, TContext>[],
    options: ExecuteJobsOptions & { readonly failFast: false },
  ): Promise<JobOutcome<TResult>[]>;
  async executeJobs<TResult, TContext extends object>(
    jobs: readonly ManagedJob<TResult, TContext>[],
    options: ExecuteJobsOptions,
  ): Promise<(TResult | JobOutcome<TResult>)[]> {
    const { cancellationToken, concurrency = DEFAULT_CONCURRENCY, dependencies = {}, failFast = true } = options;
    if (!Number.isSafeInteger(concurrency) || concurrency < 1)
      throw new AppError("invalid_input", `concurrency must be a whole number above 0, not ${String(concurrency)}`);
    const batch = new ChildBatch(jobs, { ...this.#options, cancellationToken, concurrency, dependencies, failFast });
    return failFast ? await batch.results() : await batch.outcomes();
  }
}
