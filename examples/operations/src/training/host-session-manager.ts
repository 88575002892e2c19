import { pollRemoteOperation, type OperationRun } from "@gantry/operations";
import type { TrainingHost } from "./training-adapter.ts";
import type { TrainingContext, TrainingResult } from "./training-context.ts";

/** Trains on a host service: begins a session there, follows it to its end, and fetches what it leaves. */
export class HostSessionManager {
  readonly #host: TrainingHost;
  readonly #run: OperationRun<TrainingContext>;
  readonly #pollIntervalMs: number;

  constructor(host: TrainingHost, run: OperationRun<TrainingContext>, options: { readonly pollIntervalMs: number }) {
    this.#host = host;
    this.#run = run;
    this.#pollIntervalMs = options.pollIntervalMs;
  }

  async run(): Promise<TrainingResult> {
    const { context, progressManager, cancellationToken } = this.#run;
    const sessionId = await this.#host.startSession(context);
    progressManager.updateProgress({ message: "Training on the host", context: { sessionId } });
    await pollRemoteOperation(this.#host, sessionId, {
      progressManager,
      cancellationToken,
      pollIntervalMs: this.#pollIntervalMs,
    });
    return this.#host.result(sessionId);
  }
}
