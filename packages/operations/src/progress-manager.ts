import type { GenericProgressState } from "@gantry/contracts";
import type { Clock, Logger } from "@gantry/engine";
import { defaultProgressRenderer, type ProgressRenderer } from "./progress-renderer.ts";
import { applyUpdate, initialProgress, type ProgressUpdate } from "./progress-update.ts";
import { estimateRemainingMs } from "./remaining-time.ts";

/** Hears of every report: the state as it is shown, and its message as it was rendered. */
export type ProgressListener = (state: GenericProgressState, message: string) => void;

export interface ProgressManagerOptions {
  readonly clock: Pick<Clock, "nowMs">;
  readonly renderer?: ProgressRenderer;
  readonly totalSteps?: number | null;
  /** How long operations of this type and size took; null (default): nobody knows. */
  readonly expectedMs?: number | null;
  /** Told when a listener or the renderer throws. */
  readonly logger?: Pick<Logger, "warn">;
}

/** Where in the whole a step lies, percent. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** A report from within a step: `current / total` of it is done; without them that stays as it is. */
export interface StepUpdate extends Omit<ProgressUpdate, "currentStep" | "totalSteps" | "percentage"> {
  readonly current?: number;
  readonly total?: number;
}

const WHOLE: StepRange = { from: 0, to: 100 };

/**
 * Collects what an operation says about its progress and passes it on, rendered and with an estimate of the time left.
 * The percentage never decreases; a listener or renderer that throws does not disturb the work.
 *
 * Source: page 5, seed 4 "Progress Management".
 */
export class GenericProgressManager {
  readonly #options: ProgressManagerOptions;
  readonly #renderer: ProgressRenderer;
  readonly #startedAtMs: number;
  readonly #listeners = new Set<ProgressListener>();
  #state: GenericProgressState;
  #range = WHOLE;

  constructor(options: ProgressManagerOptions) {
    this.#options = options;
    this.#renderer = options.renderer ?? defaultProgressRenderer;
    this.#startedAtMs = options.clock.nowMs();
    this.#state = initialProgress(this.#startedAtMs, options.totalSteps ?? null);
  }

  /** As reported, not rendered. */
  get state(): GenericProgressState {
    return this.#state;
  }

  /** @returns a function that ends it. */
  onProgress(listener: ProgressListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws AppError `invalid_input` when `context` is not JSON or becomes larger than 4 KiB; it names the field. */
  updateProgress(update: ProgressUpdate): void {
    const next = applyUpdate(this.#state, update);
    const elapsedMs = this.#options.clock.nowMs() - this.#startedAtMs;
    const estimatedRemainingMs = estimateRemainingMs(next.percentage, elapsedMs, this.#options.expectedMs ?? null);
    this.#state = { ...next, estimatedRemainingMs };
    this.#publish();
  }

  /**
   * Begins step `step` (from 1): what `updateStepProgress` reports goes into `range`, by default this step's equal
   * share of `totalSteps`.
   */
  startStep(name: string, step: number, range?: StepRange): void {
    this.#range = range ?? this.#shareOf(step);
    this.updateProgress({ currentStep: step, percentage: this.#range.from, message: name });
  }

  /** Reports from within the present step; without one, from within the whole. */
  updateStepProgress({ current, total, ...update }: StepUpdate): void {
    if (current === undefined || total === undefined) return this.updateProgress(update);
    const { from, to } = this.#range;
    const share = total > 0 ? Math.min(1, Math.max(0, current / total)) : 0;
    this.updateProgress({ ...update, percentage: from + (to - from) * share });
  }

  #shareOf(step: number): StepRange {
    const { totalSteps } = this.#state;
    if (totalSteps === null || totalSteps === 0) return { from: this.#state.percentage, to: 100 };
    return { from: (100 * (step - 1)) / totalSteps, to: (100 * step) / totalSteps };
  }

  #publish(): void {
    const shown = this.#guarded("renderer", () => this.#renderer.enhanceState(this.#state)) ?? this.#state;
    const message = this.#guarded("renderer", () => this.#renderer.renderMessage(shown)) ?? shown.message;
    for (const listener of this.#listeners) this.#guarded("listener", () => listener(shown, message));
  }

  #guarded<T>(who: string, act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.#options.logger?.warn({ err: error }, `A progress ${who} failed; the operation goes on`);
      return undefined;
    }
  }
}
