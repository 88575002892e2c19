import { Engine, type Clock, type Logger } from "@gantry/engine";
import { MemoryOperationStore } from "./memory-operation-store.ts";
import { OperationExecutor } from "./operation-executor.ts";
import { OperationsService, type OperationsServiceOptions } from "./operations-service.ts";

export interface InMemoryOperationsOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** How long a cancelled operation may clean up before it is left behind; default 5,000 ms. */
  readonly graceMs?: number;
}

/** Managed operations without a server: the same engine, with nothing kept beyond the process. Close it when done. */
export function createInMemoryOperations(options: InMemoryOperationsOptions = {}): OperationsService {
  const store = new MemoryOperationStore();
  const executor = new OperationExecutor(options);
  const engine = new Engine({
    history: store,
    workflows: store,
    ownerId: "library",
    executors: { operation: executor },
    ...options,
  });
  return new InMemoryOperations({ executor, engine, store, ...options });
}

class InMemoryOperations extends OperationsService {
  readonly #engine: Engine;

  constructor(options: OperationsServiceOptions & { readonly engine: Engine }) {
    super(options);
    this.#engine = options.engine;
  }

  /** Tells what runs to stop, and gives it a moment. */
  override async close(): Promise<void> {
    await this.#engine.close();
    await super.close();
    await this.executor.close();
  }
}
