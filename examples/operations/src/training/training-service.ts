import { AppError } from "@gantry/contracts";
import { ProgressBridge, ServiceOrchestrator, type OperationRun } from "@gantry/operations";
import { readParameters } from "../read-parameters.ts";
import { ControlInterfaceHost } from "./control-interface-host.ts";
import { HostSessionManager } from "./host-session-manager.ts";
import { LocalTrainingRunner } from "./local-training-runner.ts";
import type { TrainingAdapter, TrainingHost } from "./training-adapter.ts";
import { TrainingContext, type TrainingResult } from "./training-context.ts";
import { trainingProgressRenderer } from "./training-progress-renderer.ts";

const POLL_INTERVAL_MS = 500;

/**
 * Simple delegation (seed 4, "Training Style"): one call to a runner, in this process or on a host service, as
 * USE_TRAINING_HOST_SERVICE and TRAINING_HOST_SERVICE_URL say. What is difficult is the runner's.
 */
export class TrainingService extends ServiceOrchestrator<TrainingAdapter> {
  protected override readonly progressRenderer = trainingProgressRenderer;

  readonly #train = this.defineOperation({
    operationType: "training",
    description: "Fits a model to a symbol's history, epoch by epoch",
    operationFunc: (run: OperationRun<TrainingContext>) => this.#execute(run),
    plan: (parameters) => planOf(readParameters(TrainingContext, parameters)),
  });

  getServiceName(): string {
    return "TrainingService";
  }

  /** Trains and waits for the result. `parameters` as in TrainingContext; all but the symbol have defaults. */
  train(symbol: string, parameters: Partial<Omit<TrainingContext, "symbol">> = {}) {
    return this.runManagedOperation(this.#operationOf(symbol, parameters));
  }

  /** Begins to train and returns at once. */
  startTraining(symbol: string, parameters: Partial<Omit<TrainingContext, "symbol">> = {}) {
    return this.startManagedOperation(this.#operationOf(symbol, parameters));
  }

  protected initializeAdapter(): TrainingAdapter {
    const { useHostService, hostServiceUrl } = this.hostRouting();
    return {
      host: useHostService && hostServiceUrl !== null ? new ControlInterfaceHost(hostServiceUrl) : null,
      trainLocally: (context, options) => new LocalTrainingRunner(context, options).run(),
    };
  }

  #operationOf(symbol: string, parameters: Partial<Omit<TrainingContext, "symbol">>) {
    const context = TrainingContext.parse({ ...parameters, symbol });
    return { operationType: "training", operationFunc: this.#train, ...planOf(context) };
  }

  async #execute(run: OperationRun<TrainingContext>): Promise<TrainingResult> {
    const { symbol, strategy } = run.context;
    run.progressManager.updateProgress({ message: "Preparing", context: { symbol, strategy } });
    return this.executeRouted(run, {
      executeLocally: () => this.#trainLocally(run),
      executeOnHost: () => new HostSessionManager(this.#host(), run, { pollIntervalMs: POLL_INTERVAL_MS }).run(),
    });
  }

  #trainLocally({
    context,
    progressManager,
    cancellationToken,
  }: OperationRun<TrainingContext>): Promise<TrainingResult> {
    progressManager.updateProgress({ context: { mode: "local" } });
    const bridge = new ProgressBridge(progressManager, cancellationToken);
    const onEpoch = bridge.callbackFor("epoch");
    return this.adapter.trainLocally(context, {
      signal: cancellationToken.signal,
      onEpoch: (epoch, epochs, metrics) => onEpoch(epoch, epochs, { ...metrics }),
    });
  }

  #host(): TrainingHost {
    if (this.adapter.host) return this.adapter.host;
    throw new AppError(
      "unavailable",
      "USE_TRAINING_HOST_SERVICE is true: set TRAINING_HOST_SERVICE_URL too, and restart",
    );
  }
}

const planOf = (context: TrainingContext) => ({
  operationName: `train ${context.symbol} (${context.strategy})`,
  totalSteps: context.epochs,
  metadata: { symbol: context.symbol, strategy: context.strategy },
  context,
});
