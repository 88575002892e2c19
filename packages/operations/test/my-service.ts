import type { GenericProgressState, JsonObject } from "@gantry/contracts";
import { ServiceOrchestrator, type CancellationToken, type OperationRun, type ProgressRenderer } from "../src/index.ts";

/** The seed's adapter: does the work of one item. */
export interface MyAdapter {
  doWork(item: { readonly itemName: string; readonly cancellationToken: CancellationToken }): Promise<JsonObject>;
}

interface MyOperationContext {
  readonly itemName: string;
  readonly parameters: JsonObject;
  readonly estimatedSteps: number;
}

/** The seed's renderer: names the item and the mode. */
export const myProgressRenderer: ProgressRenderer = {
  renderMessage({ message, context }: GenericProgressState): string {
    const itemName = typeof context.itemName === "string" ? context.itemName : "Unknown";
    return typeof context.mode === "string"
      ? `${message} (${itemName}, ${context.mode} mode)`
      : `${message} (${itemName})`;
  },
  enhanceState: (state) => state,
};

/** The seed's quick start, in TypeScript. */
export class MyService extends ServiceOrchestrator<MyAdapter> {
  protected override readonly progressRenderer = myProgressRenderer;

  readonly #processItem = this.defineOperation({
    operationType: "my_operation",
    description: "Processes one item",
    operationFunc: (run: OperationRun<MyOperationContext>) => this.#execute(run),
  });

  getServiceName(): string {
    return "MyService";
  }

  protected initializeAdapter(): MyAdapter {
    return { doWork: ({ itemName }) => Promise.resolve({ done: itemName }) };
  }

  performOperation(itemName: string, parameters: JsonObject) {
    return this.runManagedOperation({
      operationType: "my_operation",
      operationName: `process_${itemName}`,
      totalSteps: 2,
      metadata: { itemName, ...parameters },
      operationFunc: this.#processItem,
      context: { itemName, parameters, estimatedSteps: 2 },
    });
  }

  async #execute({
    context,
    progressManager,
    cancellationToken,
  }: OperationRun<MyOperationContext>): Promise<JsonObject> {
    progressManager.updateProgress({
      currentStep: 1,
      totalSteps: context.estimatedSteps,
      percentage: 10,
      message: "Starting operation",
      context: { itemName: context.itemName, mode: "processing" },
    });
    cancellationToken.throwIfCancelled();
    const result = await this.adapter.doWork({ itemName: context.itemName, cancellationToken });
    progressManager.updateProgress({ currentStep: 2, percentage: 100, message: "Operation complete" });
    return result;
  }
}
