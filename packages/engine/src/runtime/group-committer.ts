/**
 * GroupCommitter: the one writer of history. Everything decided since the last commit goes out in one append.
 *
 * Invariants
 * G1  One append at a time; what is decided meanwhile waits for the next one, so cost follows commits, not decisions.
 * G2  A source hears `committed` only after its events are durable, in the order in which they were decided.
 * G3  A conflict of one source spoils no other: its append is tried alone, and the source is told to give up.
 * G4  A store that cannot be reached loses nothing: the same append is tried until it succeeds or the committer closes.
 */
import { setImmediate } from "node:timers/promises";
import { toAppError, type AppError } from "@gantry/contracts";
import type { Clock } from "./ports/clock.ts";
import type { HistoryStore, WorkflowAppend } from "./ports/history-store.ts";
import type { Logger } from "./ports/logger.ts";

/** Somebody whose decisions are committed: a running Workflow. */
export interface CommitSource {
  /** Hands over everything decided since the last call; null when there is nothing. */
  takeAppend(): WorkflowAppend | null;
  /** The last append taken is durable. */
  committed(): void;
  /** The last append taken was refused: somebody else moved this Workflow. Its memory is worthless. */
  conflicted(error: AppError): void;
}

interface Taken {
  readonly source: CommitSource;
  readonly append: WorkflowAppend;
}

/** Somebody who waits until this commit is done. */
interface Settling {
  readonly commit: number;
  readonly resolve: () => void;
}

const RETRY_DELAY_MS = 250;
const MAX_RETRY_DELAY_MS = 5_000;

export class GroupCommitter {
  readonly #history: HistoryStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #waiting = new Set<CommitSource>();
  /** Commits are numbered from 1: the last one taken, and the last one done. */
  #takenCommits = 0;
  #doneCommits = 0;
  #settling: Settling[] = [];
  #running = false;
  #closed = false;
  #endRetryDelay: (() => void) | null = null;

  constructor(options: { history: HistoryStore; clock: Clock; logger: Logger }) {
    this.#history = options.history;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /** Says that `source` has something to commit. Cheap; call it after every decision. */
  request(source: CommitSource): void {
    this.#waiting.add(source);
    if (!this.#running) void this.#run();
  }

  /** Resolves when everything decided until now is durable (or given up), however much is decided meanwhile. */
  settled(): Promise<void> {
    const commit = this.#waiting.size > 0 ? this.#takenCommits + 1 : this.#takenCommits;
    if (commit <= this.#doneCommits) return Promise.resolve();
    return new Promise((resolve) => this.#settling.push({ commit, resolve }));
  }

  /** Commits what waits, and from now on tries once instead of until it succeeds. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#endRetryDelay?.();
    await this.settled();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.size > 0) {
      // All that this moment sets off is decided before the commit is taken, so that it shares it: with ten handlers
      // that end together that halved the cost of a step. And timers and sockets get their turn, which a store that
      // answers without leaving the microtask queue would starve.
      await setImmediate();
      this.#takenCommits += 1;
      await this.#commitWaiting();
      this.#doneCommits = this.#takenCommits;
      this.#resolveSettled();
    }
    this.#running = false;
  }

  #resolveSettled(): void {
    const reached = this.#settling.filter(({ commit }) => commit <= this.#doneCommits);
    if (reached.length === 0) return;
    this.#settling = this.#settling.filter(({ commit }) => commit > this.#doneCommits);
    for (const { resolve } of reached) resolve();
  }

  async #commitWaiting(): Promise<void> {
    const taken: Taken[] = [];
    for (const source of this.#waiting) {
      const append = source.takeAppend();
      if (append) taken.push({ source, append });
    }
    this.#waiting.clear();
    if (taken.length > 0) await this.#commit(taken);
  }

  async #commit(taken: readonly Taken[]): Promise<void> {
    try {
      await this.#append(taken.map(({ append }) => append));
    } catch (error) {
      await this.#refused(taken, toAppError(error));
      return;
    }
    for (const { source } of taken) source.committed();
  }

  /** Which one of several was refused shows when each is tried alone (keeps G3). */
  async #refused(taken: readonly Taken[], error: AppError): Promise<void> {
    const [only, ...others] = taken;
    if (others.length === 0) only?.source.conflicted(error);
    else for (const one of taken) await this.#commit([one]);
  }

  /** @throws AppError `history_conflict`, or the store's last error once closed. */
  async #append(appends: readonly WorkflowAppend[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#history.append(appends);
        return;
      } catch (error) {
        const failure = toAppError(error);
        if (failure.code === "history_conflict" || this.#closed) throw failure;
        this.#logger.error(
          { err: failure, attempt },
          "History cannot be written; trying again. Nothing is lost, nothing goes on.",
        );
        await this.#retryDelay(Math.min(attempt * RETRY_DELAY_MS, MAX_RETRY_DELAY_MS));
      }
    }
  }

  /** Waits before the next try; closing cuts it short. */
  async #retryDelay(delayMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancelTimer = this.#clock.setTimer(delayMs, resolve);
      this.#endRetryDelay = () => {
        cancelTimer();
        resolve();
      };
    });
    this.#endRetryDelay = null;
  }
}
