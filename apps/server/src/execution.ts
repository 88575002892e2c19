import type { Store } from "@gantry/db";
import { createInlineExecutor, Engine, LoopWatchdog, type Clock } from "@gantry/engine";
import { createThreadExecutor, LazyThreadPool, type ThreadPool } from "@gantry/engine/threads";
import { OperationExecutor, OperationsService, type OperationStore } from "@gantry/operations";
import {
  ControlClient,
  createAddressGuard,
  defaultServiceRanges,
  parseServiceRanges,
  ServiceExecutor,
  type AddressGuard,
} from "@gantry/orchestrator";
import type { Logger } from "pino";
import { createFlowCode } from "./application/flow-code.ts";
import { ServiceActivity } from "./application/service-activity.ts";
import { isLoopback, type ServerEnvironment } from "./env.ts";
import type { RegisteredModules } from "./modules/load-modules.ts";
import type { Sealer } from "./secrets/sealer.ts";

export interface Execution {
  readonly engine: Engine;
  readonly client: ControlClient;
  readonly guard: AddressGuard;
  /** What running Tasks tell of each service. */
  readonly activity: ServiceActivity;
  readonly operations: OperationsService;
  readonly threads: ThreadPool;
  readonly watchdog: LoopWatchdog;
}

export interface ExecutionOptions {
  readonly environment: ServerEnvironment;
  readonly store: Store;
  readonly ownerId: string;
  readonly modules: RegisteredModules;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The engine with its executors: Flows and managed operations in this process and on its threads, Blueprints' services
 * over the network. Whoever closes the engine closes the rest after it.
 * @throws AppError `invalid_input` for GANTRY_SERVICE_RANGES that are none
 */
export function createExecution(options: ExecutionOptions): Execution {
  const { environment, store, ownerId, modules, sealer, clock, logger } = options;
  const { serviceRanges, host, maxRunningTasks, threads: maxThreads } = environment;
  const ranges =
    serviceRanges === undefined
      ? defaultServiceRanges({ exposed: !isLoopback(host) })
      : parseServiceRanges(serviceRanges.join(","));
  const guard = createAddressGuard({ ranges });
  const client = new ControlClient({ guard, clock });
  const secretFor = async (workflowId: string): Promise<string | null> => {
    const sealed = await store.secrets.sealedSecretOf(workflowId);
    return sealed === null ? null : sealer.unseal(sealed);
  };
  const activity = new ServiceActivity(() => clock.nowMs());
  const threads = new LazyThreadPool({ clock, ...(maxThreads !== undefined && { maxThreads }) });
  const executor = new OperationExecutor({ clock, logger, threads });
  const watchdog = new LoopWatchdog({ logger });
  const { routineOf, canRun } = createFlowCode(modules);
  const engine = new Engine({
    history: store.history,
    workflows: store.workflows,
    ownerId,
    executors: {
      inline: createInlineExecutor(routineOf, watchdog),
      thread: createThreadExecutor(routineOf, threads),
      operation: executor,
      service: activity.watched(new ServiceExecutor({ client, clock, secretFor })),
    },
    // What is no Flow of code brings its own: a Blueprint its services, an operation its function.
    isAvailable: ({ origin, flow }) => origin !== "flow" || canRun(flow),
    clock,
    logger,
    maxRunningTasks,
  });
  const operations = new OperationsService({ executor, engine, store: operationStoreOf(store), logger });
  for (const orchestrator of modules.orchestrators) orchestrator.attach(operations);
  return { engine, client, guard, activity, operations, threads, watchdog };
}

const operationStoreOf = ({ operations, history }: Store): OperationStore => ({
  find: (operationId) => operations.find(operationId),
  list: (query) => operations.list(query),
  readEvents: (jobId, afterSeq, limit) => history.readEvents(jobId, afterSeq, limit),
  readValue: (workflowId, ref) => history.readValue(workflowId, ref),
});
