/**
 * OperationExecutor: runs the functions of managed operations, as one kind of execution of the engine.
 *
 * Owns: which function an operation's Job runs, and what is passed to it. Does not own: the operation's state (its Job
 * has it), when it starts, what a cancellation reaches (the engine, OperationsService).
 *
 * Invariants
 * O1  A function that is neither registered nor held here is not run: the attempt fails, code `owner_lost`.
 * O2  What the function does after it was told to stop changes nothing but when its operation ends (the engine's D3).
 * O3  A CancellationError that nobody asked for becomes a cancellation of the operation before it leaves this file.
 */
import { AppError, OperationFacts, type JsonObject, type JsonValue } from "@gantry/contracts";
import {
  AttemptError,
  silentLogger,
  systemClock,
  type Attempt,
  type AttemptContext,
  type AttemptResult,
  type Clock,
  type Executor,
  type Logger,
} from "@gantry/engine";
import { LazyThreadPool, type ThreadPool, type ThreadTarget } from "@gantry/engine/threads";
import { toCancellation } from "./cancellation-error.ts";
import { CancellationToken } from "./cancellation-token.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { OperationRun } from "./operation-function.ts";
import { OperationRegistry } from "./operation-registry.ts";
import { GenericProgressManager } from "./progress-manager.ts";
import type { ProgressRenderer } from "./progress-renderer.ts";
import { threadContextOf, type ThreadRun } from "./thread-run.ts";

/** A function as it is run, whatever its types. */
export interface HeldFunction {
  readonly operationFunc: (run: OperationRun<never>) => unknown;
  readonly renderer: ProgressRenderer;
}

/** What running operations need of those that manage them. */
export interface OperationHost {
  expectedMs(facts: OperationFacts): Promise<number | null>;
  /** @returns whether there was something to cancel. */
  cancel(operationId: string, reason: string): Promise<boolean>;
  completed(facts: OperationFacts, durationMs: number): void;
  /** The function failed with this; another attempt may follow. */
  threw(operationId: string, error: unknown): void;
}

export interface OperationExecutorOptions {
  /** Where `runInThread` runs; default: threads of its own, which `close` ends. */
  readonly threads?: ThreadPool;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

export class OperationExecutor implements Executor {
  /** After a crash an attempt is lost, not gone on with: its function runs again from the start. */
  readonly resumable = false;
  readonly registry = new OperationRegistry();
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** Functions that were given with their operation, until it has ended. */
  readonly #held = new Map<string, HeldFunction>();
  readonly #running = new Map<string, RunningOperation>();
  readonly #threads: ThreadPool;
  readonly #ownThreads: ThreadPool;
  #host: OperationHost | null = null;

  constructor(options: OperationExecutorOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#logger = options.logger ?? silentLogger;
    this.#ownThreads = new LazyThreadPool({ clock: this.#clock });
    this.#threads = options.threads ?? this.#ownThreads;
  }

  /** Said once, by who manages the operations, before anything runs. */
  attach(host: OperationHost): void {
    this.#host = host;
  }

  /** Keeps a function for the one operation that was started with it. */
  hold(operationId: string, held: HeldFunction): void {
    this.#held.set(operationId, held);
  }

  release(operationId: string): void {
    this.#held.delete(operationId);
  }

  /** Whether this process can run it. */
  canRun(operationId: string, { service, operationType, registered }: OperationFacts): boolean {
    return this.#held.has(operationId) || (registered && this.registry.get(service, operationType) !== undefined);
  }

  /** The operation's progress manager while it runs here. */
  running(operationId: string): RunningOperation | undefined {
    return this.#running.get(operationId);
  }

  /**
   * Calls a function on a thread, for blocking work of an operation that runs here.
   * @throws AppError `conflict` when it does not; as `ThreadPool.run`
   */
  async runInThread(target: ThreadTarget, input: JsonObject, run: ThreadRun): Promise<JsonValue | null> {
    const { operationId } = run.cancellationToken;
    const running = operationId === null ? undefined : this.#running.get(operationId);
    if (!running)
      throw new AppError("conflict", "runInThread works for a running operation: pass on its own cancellationToken");
    return this.#threads.run({ target, input, context: threadContextOf(running.context, run), events: [] });
  }

  /** Ends its own threads. */
  async close(): Promise<void> {
    await this.#ownThreads.close();
  }

  async run({ context, definition, input }: Attempt): Promise<AttemptResult> {
    const operationId = context.jobId;
    const facts = OperationFacts.parse(definition.config);
    const held = this.#functionOf(operationId, facts); // keeps O1
    const host = this.#attached();
    const cancellationToken = linkedToken(context);
    const progressManager = new GenericProgressManager({
      clock: this.#clock,
      renderer: held.renderer,
      totalSteps: facts.totalSteps,
      expectedMs: await host.expectedMs(facts),
      logger: this.#logger,
    });
    progressManager.onProgress((state, message) => {
      const { percentage, message: _raw, ...detail } = state;
      context.progress(percentage, message, detail satisfies JsonObject);
    });
    const run = { context: deepFreeze(input) as never, progressManager, cancellationToken, operationId };
    this.#running.set(operationId, new RunningOperation(progressManager, context));
    const startedAtMs = this.#clock.nowMs();
    try {
      cancellationToken.throwIfCancelled();
      const output = (await held.operationFunc(run)) ?? null;
      cancellationToken.throwIfCancelled();
      host.completed(facts, this.#clock.nowMs() - startedAtMs);
      return { output: output as JsonValue | null }; // whether it is JSON shows when it is packed
    } catch (thrown) {
      await this.#failed(context, thrown);
      throw thrown;
    } finally {
      this.#running.delete(operationId);
    }
  }

  async #failed({ jobId, signal }: AttemptContext, thrown: unknown): Promise<void> {
    const host = this.#attached();
    host.threw(jobId, thrown);
    const cancellation = toCancellation(thrown);
    // When it was told to stop the engine knows why: cancelled, over its time, or left to another process.
    if (cancellation && !signal.aborted) await host.cancel(jobId, cancellation.reason); // keeps O3
  }

  #functionOf(operationId: string, facts: OperationFacts): HeldFunction {
    const { service, operationType, registered } = facts;
    const held = this.#held.get(operationId) ?? (registered ? this.registry.get(service, operationType) : undefined);
    if (held) return held;
    const why = registered
      ? `${service}/${operationType} is not registered here: is its module in GANTRY_MODULES?`
      : "Its process ended, and its function is not registered: register it as service/type to have it run again";
    throw new AttemptError("owner_lost", why, { retryable: false });
  }

  #attached(): OperationHost {
    if (!this.#host) throw new Error("OperationExecutor: attach the OperationsService before the engine runs");
    return this.#host;
  }
}

/** What others may know of an operation while it runs here. */
export class RunningOperation {
  readonly progressManager: GenericProgressManager;
  readonly context: AttemptContext;
  #batches = 0;

  constructor(progressManager: GenericProgressManager, context: AttemptContext) {
    this.progressManager = progressManager;
    this.context = context;
  }

  /** Numbers the batches of children that it starts: the same in every attempt. */
  nextBatch(): number {
    this.#batches += 1;
    return this.#batches;
  }
}

/** A token that is cancelled when the engine tells the attempt to stop. */
function linkedToken({ signal, jobId: operationId }: AttemptContext): CancellationToken {
  const token = new CancellationToken({ operationId });
  const stop = (): void => token.cancel(signal.reason instanceof Error ? signal.reason.message : undefined);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return token;
}
