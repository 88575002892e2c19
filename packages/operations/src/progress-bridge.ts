import type { JsonObject } from "@gantry/contracts";
import { systemClock, type Clock } from "@gantry/engine";
import type { CancellationToken } from "./cancellation-token.ts";
import type { GenericProgressManager, StepUpdate } from "./progress-manager.ts";

export interface ProgressBridgeOptions {
  /** Reports in between are dropped, but never the last one; default 100 ms. */
  readonly minIntervalMs?: number;
  readonly clock?: Pick<Clock, "nowMs">;
}

/** What a library calls after each of its items: how many are done of how many, and what it measured. */
export type ItemCallback = (index: number, total: number, metrics?: JsonObject) => void;

const DEFAULT_MIN_INTERVAL_MS = 100;

const isLast = ({ current, total }: StepUpdate): boolean => current !== undefined && current === total;

/**
 * Between a library's own callbacks (epochs, batches, items) and an operation's progress. Each call looks at the token
 * first, so that the callback is also the place where a cancelled operation stops. Within a step it reports into the
 * step's range.
 *
 * Source: seed 4 "Pattern 2: Progress Bridging".
 */
export class ProgressBridge {
  readonly #progressManager: GenericProgressManager;
  readonly #cancellationToken: CancellationToken;
  readonly #minIntervalMs: number;
  readonly #clock: Pick<Clock, "nowMs">;
  #lastAtMs = -Infinity;

  constructor(
    progressManager: GenericProgressManager,
    cancellationToken: CancellationToken,
    options: ProgressBridgeOptions = {},
  ) {
    this.#progressManager = progressManager;
    this.#cancellationToken = cancellationToken;
    this.#minIntervalMs = options.minIntervalMs ?? DEFAULT_MIN_INTERVAL_MS;
    this.#clock = options.clock ?? systemClock;
  }

  /** @throws CancellationError when the operation is cancelled: the library's loop ends here. */
  report(update: StepUpdate): void {
    this.#cancellationToken.throwIfCancelled();
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#lastAtMs < this.#minIntervalMs && !isLast(update)) return;
    this.#lastAtMs = nowMs;
    this.#progressManager.updateStepProgress(update);
  }

  /** A callback that may be handed to a library: `train({ onEpoch: bridge.callbackFor("epoch") })`. */
  callbackFor(unit: string): ItemCallback {
    return (index, total, metrics) => {
      const message = `Processing ${unit} ${String(index)}/${String(total)}`;
      const context = { [`${unit}_index`]: index, ...(metrics ? { metrics } : {}) };
      this.report({ current: index, total, itemsProcessed: index, totalItems: total, message, context });
    };
  }

  /** The seed's callback: items, one after the other. */
  readonly onItemProcessed: ItemCallback = this.callbackFor("item");
}
