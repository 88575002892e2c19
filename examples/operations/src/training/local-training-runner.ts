import { sleep, systemClock, type Clock } from "@gantry/engine";
import { LinearModel, observationsOf } from "./linear-model.ts";
import type { TrainingContext, TrainingResult } from "./training-context.ts";

export interface EpochMetrics {
  readonly loss: number;
}

export interface LocalTrainingRunnerOptions {
  readonly signal: AbortSignal;
  /** Called after each epoch; what it throws ends the run. */
  readonly onEpoch: (epoch: number, epochs: number, metrics: EpochMetrics) => void;
  readonly clock?: Clock;
}

/** Trains in this process. Knows nothing of operations: it has a callback, as training libraries do. */
export class LocalTrainingRunner {
  readonly #context: TrainingContext;
  readonly #options: LocalTrainingRunnerOptions;

  constructor(context: TrainingContext, options: LocalTrainingRunnerOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** @throws the signal's reason when it is aborted; what `onEpoch` throws. */
  async run(): Promise<TrainingResult> {
    const { symbol, epochs, learningRate, epochMs } = this.#context;
    const { signal, onEpoch, clock = systemClock } = this.#options;
    const model = new LinearModel(observationsOf(symbol));
    let loss = Infinity;
    for (let epoch = 1; epoch <= epochs; epoch += 1) {
      loss = model.train(learningRate);
      await sleep(clock, epochMs, signal);
      onEpoch(epoch, epochs, { loss });
    }
    return { symbol, epochs, slope: model.slope, intercept: model.intercept, loss };
  }
}
