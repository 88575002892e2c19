import { AppError, isTerminal, toAppError, type HistoryEvent, type JobState } from "@gantry/contracts";
import type { OperationEngine } from "./ports.ts";

interface Waiter {
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
}

const ENDINGS: ReadonlySet<HistoryEvent["kind"]> = new Set(["job_completed", "job_failed", "job_cancelled"]);

export const isEnding = (event: HistoryEvent): boolean => ENDINGS.has(event.kind);

/** So many of the newest errors are kept: whoever waits asks soon after the end. */
const MAX_THROWN = 1_000;

/** Who waits for which operation to end, and what was thrown in the ones that failed here. */
export class OperationEnds {
  readonly #engine: Pick<OperationEngine, "readJob">;
  readonly #waiters = new Map<string, Set<Waiter>>();
  readonly #thrown = new Map<string, Error>();
  #closed = false;

  constructor(engine: Pick<OperationEngine, "readJob">) {
    this.#engine = engine;
  }

  /**
   * Resolves with the Job's last state once it has ended.
   * @throws AppError `not_found`; `unavailable` when this process lets go of it before it has ended.
   */
  async waitFor(operationId: string): Promise<JobState> {
    const ended = this.#ended(operationId);
    const already = await this.#stateOf(operationId);
    if (isTerminal(already.status)) {
      this.ended(operationId);
      return already;
    }
    await ended;
    return this.#stateOf(operationId);
  }

  /** Keeps what the operation's function threw: who started it may come to wait only after its end. */
  threw(operationId: string, error: unknown): void {
    this.#thrown.set(operationId, error instanceof Error ? error : toAppError(error));
    const [oldest] = this.#thrown.keys();
    if (this.#thrown.size > MAX_THROWN && oldest !== undefined) this.#thrown.delete(oldest);
  }

  /** What the function threw in this process; undefined when it did not, or that was long ago. */
  thrownBy(operationId: string): Error | undefined {
    return this.#thrown.get(operationId);
  }

  ended(operationId: string): void {
    const waiters = this.#waiters.get(operationId);
    this.#waiters.delete(operationId);
    for (const { end } of waiters ?? []) end();
  }

  close(): void {
    this.#closed = true;
    for (const [operationId, waiters] of this.#waiters) for (const { fail } of waiters) fail(closing(operationId));
    this.#waiters.clear();
  }

  #ended(operationId: string): Promise<void> {
    if (this.#closed) return Promise.reject(closing(operationId));
    const ended = new Promise<void>((end, fail) => {
      const waiters = this.#waiters.get(operationId) ?? new Set();
      this.#waiters.set(operationId, waiters.add({ end, fail }));
    });
    ended.catch(() => undefined); // whoever waits hears of it when they get there
    return ended;
  }

  async #stateOf(operationId: string): Promise<JobState> {
    const state = await this.#engine.readJob(operationId);
    if (!state) throw new AppError("not_found", `Operation ${operationId} not found`);
    return state;
  }
}

const closing = (operationId: string): AppError =>
  new AppError("unavailable", `Operation ${operationId} has not ended; this process is shutting down`);
