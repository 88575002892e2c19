import { AppError, type JsonObject, type JsonValue } from "@gantry/contracts";
import type { ThreadTarget } from "@gantry/engine/threads";
import { hostRoutingOf, hostServiceName, type HostRouting, type Routes } from "./host-routing.ts";
import { createInMemoryOperations } from "./in-memory-operations.ts";
import { JobManager } from "./job-manager.ts";
import type {
  CompletedOperation,
  ManagedOperation,
  OperationFunction,
  OperationRun,
  StartedOperation,
} from "./operation-function.ts";
import type { OperationDefinition, RegisteredFunction } from "./operation-registry.ts";
import type { OperationsService } from "./operations-service.ts";
import { defaultProgressRenderer, type ProgressRenderer } from "./progress-renderer.ts";
import type { ThreadRun } from "./thread-run.ts";

export interface ServiceHealth {
  readonly service: string;
  readonly status: "healthy" | "unhealthy";
  /** What the adapter said, or why it could not. */
  readonly adapter: string;
  readonly activeOperations: number;
}

export interface ConfigurationInfo extends HostRouting {
  readonly service: string;
  /** The adapter's class. */
  readonly adapter: string;
  /** What can be started by name. */
  readonly operationTypes: readonly string[];
}

/** An adapter that can say how it is. */
interface HealthCheckable {
  healthCheck(): Promise<string | undefined> | string | undefined;
}

/**
 * A service of long-running operations around one adapter: its own words for progress, one place for the routing
 * between local and host execution, and every piece of work a managed operation.
 *
 * Exported by a module of GANTRY_MODULES it runs under the server, durable and visible; by itself it runs in memory.
 *
 * Source: page 5, seed 4 `ServiceOrchestrator`.
 */
export abstract class ServiceOrchestrator<TAdapter extends object> implements AsyncDisposable {
  /** Overridable: the domain's words for its progress. */
  protected readonly progressRenderer: ProgressRenderer = defaultProgressRenderer;
  readonly #definitions = new Map<string, RegisteredFunction>();
  #adapter: TAdapter | null = null;
  #operations: OperationsService | null = null;
  #ownsOperations = false;

  /** Makes the domain's adapter, when it is first needed. */
  protected abstract initializeAdapter(): TAdapter;

  /** Names the service in operations; stays the same for ever, since operations are found again by it. */
  abstract getServiceName(): string;

  get adapter(): TAdapter {
    this.#adapter ??= this.initializeAdapter();
    return this.#adapter;
  }

  /** Replaceable in tests. */
  set adapter(adapter: TAdapter) {
    this.#adapter = adapter;
  }

  /** Where its operations run: the server's after `attach`, otherwise its own, in memory. */
  get operations(): OperationsService {
    if (this.#operations) return this.#operations;
    this.#ownsOperations = true;
    return this.#use(createInMemoryOperations());
  }

  /** Runs an operation's pieces as its children. */
  get jobManager(): JobManager {
    const { operations, progressRenderer: renderer } = this;
    return new JobManager({ operations, service: this.getServiceName(), renderer });
  }

  /** Has its operations run by `operations` from now on. @throws AppError `conflict` when it has run some by itself. */
  attach(operations: OperationsService): void {
    if (this.#ownsOperations) {
      const name = this.getServiceName();
      throw new AppError("conflict", `${name} has run operations by itself: attach it before its first operation`);
    }
    if (this.#operations !== operations) this.#use(operations);
  }

  /**
   * Starts an operation and returns at once.
   * @throws as `OperationsService.start`
   */
  startManagedOperation<TContext extends object, TResult>(
    operation: ManagedOperation<TContext, TResult>,
  ): Promise<StartedOperation> {
    return this.operations.start({ ...operation, ...this.#identity() });
  }

  /**
   * Starts an operation and waits for its end.
   * @throws the original error of its function; CancellationError when it was cancelled; as `OperationsService.run`
   */
  runManagedOperation<TContext extends object, TResult>(
    operation: ManagedOperation<TContext, TResult>,
  ): Promise<CompletedOperation<TResult>> {
    return this.operations.run({ ...operation, ...this.#identity() });
  }

  /** Whether the service and its adapter can work. An adapter with a `healthCheck` is asked; what it throws is told. */
  async healthCheck(): Promise<ServiceHealth> {
    const service = this.getServiceName();
    const { operations } = await this.operations.list({ activeOnly: true, limit: 1_000 });
    const activeOperations = operations.filter((operation) => operation.service === service).length;
    try {
      const said = canTellHealth(this.adapter) ? await this.adapter.healthCheck() : undefined;
      return { service, status: "healthy", adapter: said ?? "ready", activeOperations };
    } catch (error) {
      const adapter = error instanceof Error ? error.message : String(error);
      return { service, status: "unhealthy", adapter, activeOperations };
    }
  }

  /** How it is set up; without secrets. */
  getConfigurationInfo(): ConfigurationInfo {
    return {
      service: this.getServiceName(),
      adapter: this.adapter.constructor.name,
      operationTypes: [...this.#definitions.keys()],
      ...this.hostRouting(),
    };
  }

  /** true only when `USE_<NAME>_HOST_SERVICE` is `true`, in any case. */
  shouldUseHostService(): boolean {
    return this.hostRouting().useHostService;
  }

  /** Ends what it started by itself, when nobody else runs its operations. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ownsOperations) await this.#operations?.close();
  }

  /**
   * Registers an operation's function as service/type: it is run again after a crash, and can be started by name.
   * @returns the function, to be passed as `operationFunc`
   */
  protected defineOperation<TContext extends object, TResult>(
    definition: OperationDefinition<TContext, TResult>,
  ): OperationFunction<TContext, TResult> {
    const { operationType, operationFunc, description = "", plan = defaultPlan(operationType) } = definition;
    if (this.#definitions.has(operationType))
      throw new AppError("conflict", `${this.getServiceName()} has an operation "${operationType}" already`);
    const registered = { ...this.#identity(), operationType, operationFunc, description, plan };
    this.#definitions.set(operationType, registered);
    this.#operations?.register(registered);
    return operationFunc;
  }

  /** By configuration, read anew each time. `NAME` is the service's, without "Service" or "Manager". */
  protected hostRouting(): HostRouting {
    return hostRoutingOf(hostServiceName(this.getServiceName()));
  }

  /** Does the work where the configuration says: on the host service, or in this process. */
  protected executeRouted<TContext extends object, TResult>(
    run: OperationRun<TContext>,
    { executeOnHost, executeLocally }: Routes<OperationRun<TContext>, TResult>,
  ): Promise<TResult> {
    return this.shouldUseHostService() ? executeOnHost(run) : executeLocally(run);
  }

  /**
   * Calls an export of a module on a thread: for work that would block everything else. Closures cannot go there.
   * Source: seed 4, "Don't mix sync and async code without asyncio.to_thread".
   * @param args JSON; cloned
   * @throws what the function throws; the CancellationError when the token is cancelled, its thread ended if need be
   */
  protected runInThread<TResult extends JsonValue | null>(
    target: ThreadTarget,
    args: JsonObject,
    { cancellationToken, progressManager }: ThreadRun,
  ): Promise<TResult> {
    const run = { cancellationToken, progressManager };
    return this.operations.executor.runInThread(target, args, run) as Promise<TResult>;
  }

  #use(operations: OperationsService): OperationsService {
    this.#operations = operations;
    for (const definition of this.#definitions.values()) operations.register({ ...definition, ...this.#identity() });
    return operations;
  }

  /** Asked for when it is used: a subclass may set its renderer after it has defined its operations. */
  #identity(): { readonly service: string; readonly renderer: ProgressRenderer } {
    return { service: this.getServiceName(), renderer: this.progressRenderer };
  }
}

const defaultPlan =
  (operationName: string) =>
  (parameters: JsonObject): { operationName: string; context: JsonObject } => ({ operationName, context: parameters });

const canTellHealth = (adapter: object): adapter is HealthCheckable =>
  "healthCheck" in adapter && typeof adapter.healthCheck === "function";
