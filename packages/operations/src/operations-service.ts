import {
  AppError,
  isTerminal,
  type HistoryEvent,
  type JobState,
  type JsonObject,
  type OperationDetail,
  type OperationListQuery,
  type OperationPage,
  type OperationSummary,
  type ProgressSamplePage,
  type RegisteredOperation,
} from "@gantry/contracts";
import { ENTRY_SLOT, randomIds, silentLogger, type Logger } from "@gantry/engine";
import { CancellationError } from "./cancellation-error.ts";
import { DurationHistory } from "./duration-history.ts";
import { OperationCascade } from "./operation-cascade.ts";
import { isEnding, OperationEnds } from "./operation-ends.ts";
import type { OperationExecutor } from "./operation-executor.ts";
import { factsOf } from "./operation-facts.ts";
import { operationFlow } from "./operation-flow.ts";
import type { CompletedOperation, OperationRequest, StartedOperation } from "./operation-function.ts";
import { OperationReader } from "./operation-reader.ts";
import type { RegisteredFunction } from "./operation-registry.ts";
import type { OperationEngine, OperationStore } from "./ports.ts";
import { defaultProgressRenderer } from "./progress-renderer.ts";

export interface OperationsServiceOptions {
  /** The one with which `engine` runs `operation` Routines. */
  readonly executor: OperationExecutor;
  readonly engine: OperationEngine;
  readonly store: OperationStore;
  readonly logger?: Logger;
}

/** Reported progress as it became durable, percent. */
export type PercentListener = (percentage: number) => void;

/**
 * Managed operations, in code: starts them, watches them, cancels them. An operation is a Job of a one-Routine Flow, so
 * all that is known of it is in its history; what this adds is its function, its parent, and who waits for it.
 *
 * Source: page 5, `OperationsService`.
 */
export class OperationsService implements AsyncDisposable {
  readonly #engine: OperationEngine;
  readonly #executor: OperationExecutor;
  readonly #reader: OperationReader;
  readonly #ends: OperationEnds;
  readonly #cascade: OperationCascade;
  readonly #durations: DurationHistory;
  readonly #percentListeners = new Map<string, PercentListener>();
  readonly #stopListening: () => void;

  constructor({ executor, engine, store, logger = silentLogger }: OperationsServiceOptions) {
    this.#engine = engine;
    this.#executor = executor;
    this.#reader = new OperationReader(engine, store);
    this.#ends = new OperationEnds(engine);
    this.#cascade = new OperationCascade({ engine, store, logger });
    this.#durations = new DurationHistory(store);
    this.#stopListening = engine.onCommitted(({ events }) => {
      for (const event of events) this.#follow(event);
    });
    executor.attach({
      expectedMs: (facts) => this.#durations.expectedMs(facts),
      cancel: (operationId, reason) => this.#cascade.cancel(operationId, reason),
      completed: (facts, durationMs) => this.#durations.add(facts, durationMs),
      threw: (operationId, error) => this.#ends.threw(operationId, error),
    });
  }

  /** Makes a function known as service/type: its operations run again after a crash, and can be started by name. */
  register(registered: RegisteredFunction): void {
    this.#executor.registry.add(registered);
  }

  /** What can be started by name. */
  registered(): readonly RegisteredOperation[] {
    return this.#executor.registry.list();
  }

  /**
   * Starts an operation; durable once it resolves.
   * @throws AppError `invalid_input` when `context` is not JSON or the request does not fit otherwise; `not_found` or `conflict` for a parent that is not there
   * or has ended; CancellationError when the parent is being cancelled.
   */
  async start<TContext extends object, TResult>(
    request: OperationRequest<TContext, TResult>,
  ): Promise<StartedOperation> {
    const { operationName, operationFunc, parentOperationId = null, renderer = defaultProgressRenderer } = request;
    if (parentOperationId !== null) await this.#assertMayHaveChildren(parentOperationId);
    const facts = factsOf(request, this.#executor.registry.get(request.service, request.operationType));
    const operationId = randomIds.operationId();
    if (!facts.registered) this.#executor.hold(operationId, { operationFunc, renderer });
    const data = request.context as JsonObject; // whether it is JSON shows when the engine packs it
    const entry = { routine: facts.operationType, slot: ENTRY_SLOT, data };
    try {
      await this.#engine.submit({
        name: operationName,
        origin: "operation",
        flow: operationFlow(operationName, facts),
        entries: [],
        jobSeeds: [{ jobId: operationId, entries: [entry], reusesJobId: null }],
        parentJobId: parentOperationId,
      });
    } catch (error) {
      this.#executor.release(operationId);
      throw error;
    }
    if (parentOperationId !== null) await this.#followParent(operationId, parentOperationId);
    return { operationId, status: "started", message: `Started ${facts.operationType} operation: ${operationName}` };
  }

  /**
   * Starts an operation and waits for its end.
   * @throws what its function threw; CancellationError when it was cancelled; AppError for another failure (`owner_lost`,
   * `timeout`), and what `start` throws.
   */
  async run<TContext extends object, TResult>(
    request: OperationRequest<TContext, TResult>,
  ): Promise<CompletedOperation<TResult>> {
    const { operationId } = await this.start(request);
    return this.waitForCompletion<TResult>(operationId);
  }

  /** As `run`, for an operation that was started already. */
  async waitForCompletion<TResult = unknown>(operationId: string): Promise<CompletedOperation<TResult>> {
    const state = await this.#ends.waitFor(operationId);
    const thrown = this.#ends.thrownBy(operationId);
    if (state.status === "cancelled")
      throw new CancellationError(state.cancelRequest?.reason ?? undefined, { cause: thrown });
    if (state.status === "failed") throw thrown ?? failureOf(state);
    const output = state.tasks[0]?.output ?? null;
    const result = output && (await this.#reader.unpack(state.workflowId, output));
    return { operationId, status: "completed", result: result as TResult };
  }

  /**
   * Starts a registered operation by `service/type`, or by its type alone.
   * @throws AppError `not_found` naming what is registered; `invalid_input` for parameters that do not fit.
   */
  async startRegistered(name: string, parameters: JsonObject): Promise<StartedOperation> {
    const { service, operationType, operationFunc, renderer, plan } = this.#executor.registry.find(name);
    return this.start({ service, operationType, operationFunc, renderer, ...plan(parameters) } as OperationRequest);
  }

  /** Without its result and its children: what lists and bars show. @throws AppError `not_found` */
  summary(operationId: string): Promise<OperationSummary> {
    return this.#reader.summary(operationId);
  }

  /** @throws AppError `not_found` */
  get(operationId: string): Promise<OperationDetail> {
    return this.#reader.detail(operationId);
  }

  /** Newest first. */
  list(query: OperationListQuery = {}): Promise<OperationPage> {
    return this.#reader.list(query);
  }

  /** Newest first. @throws AppError `not_found` */
  async children(operationId: string): Promise<OperationSummary[]> {
    await this.#reader.summary(operationId);
    return this.#reader.children(operationId);
  }

  /** What it reported after `cursor` (0: from the beginning), oldest first. @throws AppError `not_found` */
  progressSamples(operationId: string, cursor = 0): Promise<ProgressSamplePage> {
    return this.#reader.progressSamples(operationId, cursor);
  }

  /**
   * Tells an operation and all that works for it to stop. Resolves when the request is durable; the operation is
   * `cancelled` when its function has cleaned up, or its grace is over.
   * @throws AppError `not_found`; `conflict` when it has ended, or is being cancelled already
   */
  async cancel(operationId: string, reason?: string): Promise<void> {
    await this.#reader.summary(operationId); // a Job that is no operation is not ours
    await this.#engine.cancel({ jobId: operationId }, reason);
  }

  /**
   * Runs an ended operation again, as a new one.
   * @throws AppError `not_found`; `conflict` when it has not ended, completed, or its function is not registered here
   */
  async retry(operationId: string): Promise<StartedOperation> {
    const { service, operationType, registered, name } = await this.#reader.summary(operationId);
    if (!registered || !this.#executor.registry.get(service, operationType)) {
      const what = `Operation ${operationId} cannot be retried: ${service}/${operationType}`;
      throw new AppError("conflict", `${what} is not registered here, so its function is not known. Start it anew`);
    }
    const { jobIds } = await this.#engine.retry({ jobId: operationId });
    const [retried = ""] = jobIds;
    return { operationId: retried, status: "started", message: `Started ${operationType} operation again: ${name}` };
  }

  /** Hears of an operation's percentage as it is reported. One listener per operation. @returns a function that ends it. */
  onPercentage(operationId: string, listener: PercentListener): () => void {
    this.#percentListeners.set(operationId, listener);
    return () => this.#percentListeners.delete(operationId);
  }

  /** The executor's view of what runs here; for those that start children. */
  get executor(): OperationExecutor {
    return this.#executor;
  }

  /** After the engine's `recover`: ends what works for operations that were cancelled before it was reached. @returns how many. */
  recover(): Promise<number> {
    return this.#cascade.recover();
  }

  /** Lets go of everything. Whoever still waits gets AppError `unavailable`. */
  async close(): Promise<void> {
    await this.#cascade.settled();
    this.#stopListening();
    this.#ends.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #assertMayHaveChildren(operationId: string): Promise<void> {
    const state = await this.#engine.readJob(operationId);
    if (!state) throw new AppError("not_found", `Parent operation ${operationId} not found`);
    if (state.cancelRequest) throw new CancellationError(this.#cascade.reasonFor(state) ?? undefined);
    if (isTerminal(state.status))
      throw new AppError(
        "conflict",
        `Parent operation ${operationId} is ${state.status}: it can have no more children`,
      );
  }

  /** A cancellation that came while the child was being stored did not find it yet. */
  async #followParent(operationId: string, parentOperationId: string): Promise<void> {
    const parent = await this.#engine.readJob(parentOperationId);
    const reason = parent && this.#cascade.reasonFor(parent);
    if (reason) await this.#cascade.cancel(operationId, reason);
  }

  #follow(event: HistoryEvent): void {
    if (event.kind === "task_progressed" && event.percent !== null)
      this.#percentListeners.get(event.jobId)?.(event.percent);
    this.#cascade.follow(event);
    if (!isEnding(event)) return;
    this.#executor.release(event.jobId);
    this.#ends.ended(event.jobId);
  }
}

function failureOf({ jobId, error }: JobState): AppError {
  const { code, message } = error ?? { code: "unknown", message: "It failed" };
  return new AppError("internal", `Operation ${jobId} failed (${code}): ${message}`, { details: { code } });
}
