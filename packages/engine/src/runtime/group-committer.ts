/**
 * GroupCommitter: the one writer of history. Everything decided since the last commit goes out in one append.
 *
 * Invariants
 * G1  One append at a time; what is decided meanwhile waits for the next one, so cost follows commits, not decisions.
 * G2  A source hears `committed` only after its events are durable, in the order in which they were decided.
 * G3  A conflict of one source spoils no other: its append is tried alone, and the source is told to give up.
 * G4  A store that cannot be reached loses nothing: the same append is tried until it succeeds or the committer closes.
 */
import { AppError, toAppError } from "@gantry/contracts";
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

const RETRY_DELAY_MS = 250;
/** In-process stores answer without leaving the microtask queue; timers and sockets get their turn this often. */
const YIELD_EVERY_COMMITS = 64;

export class GroupCommitter {
  readonly #history: HistoryStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #waiting = new Set<CommitSource>();
  #loop: Promise<void> | null = null;
  #closed = false;

  constructor(options: { history: HistoryStore; clock: Clock; logger: Logger }) {
    this.#history = options.history;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /** Says that `source` has something to commit. Cheap; call it after every decision. */
  request(source: CommitSource): void {
    this.#waiting.add(source);
    this.#loop ??= this.#run();
  }

  /** Resolves when everything decided until now is durable (or given up). */
  async settled(): Promise<void> {
    while (this.#loop) await this.#loop;
  }

  /** Commits what waits, then refuses to retry a store that fails. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // all decisions of this tick share the commit
    for (let commits = 1; this.#waiting.size > 0; commits += 1) {
      await this.#commitWaiting();
      if (commits % YIELD_EVERY_COMMITS === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#loop = null;
  }

  async #commitWaiting(): Promise<void> {
    const taken: { source: CommitSource; append: WorkflowAppend }[] = [];
    for (const source of this.#waiting) {
      const append = source.takeAppend();
      if (append) taken.push({ source, append });
    }
    this.#waiting.clear();
    if (taken.length === 0) return;
    try {
      await this.#append(taken.map(({ append }) => append));
    } catch (error) {
      if (taken.length > 1) await this.#commitOneByOne(taken);
      else for (const { source } of taken) source.conflicted(toAppError(error));
      return;
    }
    for (const { source } of taken) source.committed();
  }

  async #commitOneByOne(taken: readonly { source: CommitSource; append: WorkflowAppend }[]): Promise<void> {
    for (const { source, append } of taken) {
      try {
        await this.#append([append]);
      } catch (error) {
        source.conflicted(toAppError(error));
        continue;
      }
      source.committed();
    }
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
        this.#logger.error({ err: failure, attempt }, "History cannot be written; trying again. Nothing is lost, nothing goes on.");
        await new Promise<void>((resolve) => this.#clock.setTimer(Math.min(attempt, 20) * RETRY_DELAY_MS, resolve));
      }
    }
  }
}
