import type { RemoteOperationAdapter } from "@gantry/operations";
import type { LocalTrainingRunnerOptions } from "./local-training-runner.ts";
import type { TrainingContext, TrainingResult } from "./training-context.ts";

/** A host service that trains, and is asked how it goes. */
export interface TrainingHost extends RemoteOperationAdapter {
  /** @returns the id of the session it began. */
  startSession(context: TrainingContext): Promise<string>;
  /** What a session that has completed leaves. */
  result(sessionId: string): Promise<TrainingResult>;
  /** @throws when it does not answer. */
  healthCheck(): Promise<void>;
}

/** Where training is done. Replaceable in tests. */
export interface TrainingAdapter {
  trainLocally(context: TrainingContext, options: LocalTrainingRunnerOptions): Promise<TrainingResult>;
  /** null: none is configured. */
  readonly host: TrainingHost | null;
}
