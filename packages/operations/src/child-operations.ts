import { isTerminal, type OperationSummary } from "@gantry/contracts";
import type { CancellationToken } from "./cancellation-token.ts";
import type { JobManagerOptions, ManagedJob } from "./job-manager.ts";
import type { RunningOperation } from "./operation-executor.ts";
import type { PercentListener } from "./operations-service.ts";

interface ChildOperationsOptions extends JobManagerOptions {
  /** Stops the children; names their parent. */
  readonly cancellationToken: CancellationToken;
}

const DEFAULT_TYPE = "job";

/** The children that one batch of jobs becomes: started, found again after a crash, awaited, cancelled. */
export class ChildOperations {
  readonly #options: ChildOperationsOptions;
  readonly #parentOperationId: string | null;
  /** The operation that started the batch; undefined for a batch without one. */
  readonly parent: RunningOperation | undefined;
  readonly #batch: number;
  readonly #named = new Map<string, number>();
  /** What an earlier attempt of the parent has started, by key. */
  readonly #earlier: Promise<ReadonlyMap<string, OperationSummary>>;

  constructor(options: ChildOperationsOptions) {
    this.#options = options;
    this.#parentOperationId = options.cancellationToken.operationId;
    this.parent =
      this.#parentOperationId === null ? undefined : options.operations.executor.running(this.#parentOperationId);
    this.#batch = this.parent?.nextBatch() ?? 0;
    this.#earlier = this.#readEarlier();
    this.#earlier.catch(() => undefined); // whoever runs a child hears of it
  }

  /** Runs a job as a child, or takes what an earlier attempt of the parent made of it. @throws what its function threw. */
  async run<TResult, TContext extends object>(
    job: ManagedJob<TResult, TContext>,
    onPercentage: PercentListener,
  ): Promise<TResult> {
    const { operations, cancellationToken } = this.#options;
    const childKey = this.#keyOf(job.name);
    const operationId = this.#usable((await this.#earlier).get(childKey)) ?? (await this.#start(job, childKey));
    const stopListening = operations.onPercentage(operationId, onPercentage);
    const cancel = (): void => void this.#cancel(operationId);
    cancellationToken.signal.addEventListener("abort", cancel, { once: true });
    if (cancellationToken.isCancelled()) cancel();
    try {
      return (await operations.waitForCompletion<TResult>(operationId)).result;
    } finally {
      cancellationToken.signal.removeEventListener("abort", cancel);
      stopListening();
    }
  }

  async #start<TResult, TContext extends object>(
    job: ManagedJob<TResult, TContext>,
    childKey: string,
  ): Promise<string> {
    const { operations, service, renderer } = this.#options;
    const { name, operationType = DEFAULT_TYPE, operationFunc, context = {}, metadata = {}, totalSteps = null } = job;
    const { operationId } = await operations.start({
      service,
      operationType,
      operationName: name,
      operationFunc,
      context: context as TContext,
      metadata,
      totalSteps,
      childKey,
      parentOperationId: this.#parentOperationId,
      ...(renderer ? { renderer } : {}),
    });
    return operationId;
  }

  /** What completed is taken as it is; what runs is waited for when this process can run it. The rest is started anew. */
  #usable(earlier: OperationSummary | undefined): string | undefined {
    if (!earlier) return undefined;
    const { operationId, status } = earlier;
    const isUsable =
      status === "completed" ||
      (!isTerminal(status) &&
        !earlier.cancelRequested &&
        this.#options.operations.executor.canRun(operationId, earlier));
    return isUsable ? operationId : undefined;
  }

  async #cancel(operationId: string): Promise<void> {
    const { operations, cancellationToken } = this.#options;
    await operations.cancel(operationId, cancellationToken.reason ?? undefined).catch(() => undefined); // it has ended, or is told already
  }

  async #readEarlier(): Promise<ReadonlyMap<string, OperationSummary>> {
    const children =
      this.#parentOperationId === null ? [] : await this.#options.operations.children(this.#parentOperationId);
    const byKey = new Map<string, OperationSummary>();
    for (const child of children.reverse()) if (child.childKey !== null) byKey.set(child.childKey, child); // the newest stays
    return byKey;
  }

  /** The same in every attempt of the parent, as long as it starts the same jobs in the same order. */
  #keyOf(name: string): string {
    const count = (this.#named.get(name) ?? 0) + 1;
    this.#named.set(name, count);
    return `${String(this.#batch)}/${name}${count === 1 ? "" : `#${String(count)}`}`;
  }
}
