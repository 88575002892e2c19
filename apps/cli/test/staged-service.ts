import type { JsonObject } from "@gantry/contracts";
import { ServiceOrchestrator, type OperationRun } from "@gantry/operations";

/** A module for GANTRY_MODULES: an operation with two children, of which one waits until it is told to stop. */
class StagedService extends ServiceOrchestrator<object> {
  readonly #load = this.defineOperation({
    operationType: "load",
    operationFunc: ({ progressManager }: OperationRun) => {
      progressManager.updateProgress({ percentage: 100, message: "loaded", itemsProcessed: 3, totalItems: 3 });
      return { rows: 3 };
    },
  });

  readonly #wait = this.defineOperation({
    operationType: "wait",
    operationFunc: async ({ progressManager, cancellationToken }: OperationRun) => {
      progressManager.updateProgress({ percentage: 40, message: "waiting for a word" });
      await cancellationToken.waitForCancellation();
      cancellationToken.throwIfCancelled();
    },
  });

  constructor() {
    super();
    this.defineOperation({
      operationType: "staged",
      operationFunc: (run: OperationRun) => this.#staged(run),
    });
  }

  getServiceName(): string {
    return "StagedService";
  }

  protected initializeAdapter(): object {
    return {};
  }

  async #staged({ context, progressManager, operationId }: OperationRun): Promise<JsonObject> {
    progressManager.updateProgress({ percentage: 10, message: "starting both" });
    const child = { parentOperationId: operationId, context: {} };
    await this.runManagedOperation({
      ...child,
      operationType: "load",
      operationName: "load rows",
      operationFunc: this.#load,
    });
    if (context.waits === true) {
      await this.runManagedOperation({
        ...child,
        operationType: "wait",
        operationName: "wait for it",
        operationFunc: this.#wait,
      });
    }
    return { loaded: 3 };
  }
}

export const stagedService = new StagedService();
