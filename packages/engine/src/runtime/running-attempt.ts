import { AppError, FLOW_UNAVAILABLE, type Failure } from "@gantry/contracts";
import type { AbortHandle } from "./abort-handle.ts";
import { failureOf, type AttemptFailure } from "./attempt-failure.ts";
import type { Clock } from "./ports/clock.ts";
import { AttemptDeferred, AttemptLostError, FlowUnavailableError, type AttemptResult } from "./ports/executor.ts";

/** How an attempt ended, as far as its Job is concerned. */
export type AttemptOutcome =
  | { readonly kind: "completed"; readonly result: AttemptResult }
  | AttemptFailure
  | { readonly kind: "deferred"; readonly dueAtMs: number }
  | { readonly kind: "lost"; readonly error: Failure }
  | { readonly kind: "unavailable"; readonly error: Failure }
  | { readonly kind: "stopped" };

interface RunningAttemptOptions {
  /** The handler's work. Expected to end soon after `abort` fires. */
  readonly work: () => Promise<AttemptResult>;
  readonly abort: AbortHandle;
  readonly clock: Clock;
  readonly timeoutMs: number | null;
  /** How long a handler that was told to stop may take before it is left behind. */
  readonly graceMs: number;
  /** Called exactly once. */
  readonly onOutcome: (outcome: AttemptOutcome) => void;
  /** The handler of an attempt that was left behind has ended after all. */
  readonly onLate: (outcome: AttemptOutcome) => void;
}

/**
 * One attempt at work, from its start to its one outcome:
 * running ─settles→ done · running ─stop/timeout→ stopping ─settles or grace ends→ done · done ─settles→ late.
 * The signal's reason tells the handler why: AppError `cancelled`, `timeout`, or `unavailable` (abandoned: this process
 * lets go, the work itself may go on elsewhere).
 */
export class RunningAttempt {
  readonly #options: RunningAttemptOptions;
  #ending: AttemptOutcome | null = null;
  #done = false;
  #cancelTimers: (() => void)[] = [];

  constructor(options: RunningAttemptOptions) {
    this.#options = options;
    const { timeoutMs } = options;
    if (timeoutMs !== null) {
      this.#setTimer(timeoutMs, () => {
        const message = `Attempt timed out after ${String(timeoutMs)} ms`;
        this.#end(
          { kind: "failed", error: { code: "timeout", message }, retryable: true, names: ["timeout"] },
          new AppError("timeout", message),
        );
      });
    }
    void this.#run();
  }

  /** Tells the handler to stop, through its signal. Its outcome follows when it has, or when its grace is over. */
  stop(reason: string): void {
    this.#end({ kind: "stopped" }, new AppError("cancelled", reason));
  }

  /** Lets go of it without an outcome: somebody else decides about this attempt from now on. */
  abandon(reason: string): void {
    this.#done = true;
    this.#cancelAllTimers();
    this.#options.abort.abort(new AppError("unavailable", reason));
  }

  async #run(): Promise<void> {
    const outcome = await this.#execute();
    if (this.#done) this.#options.onLate(outcome);
    else this.#finish(this.#ending ?? outcome);
  }

  async #execute(): Promise<AttemptOutcome> {
    try {
      return { kind: "completed", result: await this.#options.work() };
    } catch (thrown) {
      if (thrown instanceof AttemptDeferred) return { kind: "deferred", dueAtMs: thrown.dueAtMs };
      if (thrown instanceof AttemptLostError)
        return { kind: "lost", error: { code: "worker_lost", message: thrown.message } };
      if (thrown instanceof FlowUnavailableError)
        return { kind: "unavailable", error: { code: FLOW_UNAVAILABLE, message: thrown.message } };
      return failureOf(thrown);
    }
  }

  #end(ending: AttemptOutcome, reason: AppError): void {
    if (this.#ending ?? this.#done) return;
    this.#ending = ending;
    this.#options.abort.abort(reason);
    this.#setTimer(this.#options.graceMs, () => {
      this.#finish(ending);
    });
  }

  #finish(outcome: AttemptOutcome): void {
    if (this.#done) return;
    this.#done = true;
    this.#cancelAllTimers();
    this.#options.onOutcome(outcome);
  }

  #cancelAllTimers(): void {
    for (const cancel of this.#cancelTimers) cancel();
    this.#cancelTimers = [];
  }

  #setTimer(delayMs: number, fire: () => void): void {
    this.#cancelTimers.push(this.#options.clock.setTimer(delayMs, fire));
  }
}
