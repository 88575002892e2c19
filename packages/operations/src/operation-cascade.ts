/**
 * OperationCascade: what ends with an operation.
 *
 * Invariants
 * C1  A cancellation reaches every descendant that has not ended: those that run, those whose start was under way, and
 *     after a restart those that it had not reached yet.
 * C2  A failed operation takes its descendants with it; a completed one leaves them alone.
 */
import { AppError, isTerminal, type HistoryEvent, type JobState } from "@gantry/contracts";
import type { Logger } from "@gantry/engine";
import type { OperationEngine, OperationStore, StoredOperation, StoredOperationQuery } from "./ports.ts";

interface OperationCascadeOptions {
  readonly engine: OperationEngine;
  readonly store: OperationStore;
  readonly logger: Logger;
}

/** So many children are asked for at once. */
const PAGE = 500;

export class OperationCascade {
  readonly #options: OperationCascadeOptions;
  readonly #running = new Set<Promise<void>>();

  constructor(options: OperationCascadeOptions) {
    this.#options = options;
  }

  /** Follows an event of any Job to the operations below it. */
  follow(event: HistoryEvent): void {
    if (event.kind === "job_cancel_requested") {
      this.#inBackground(event.jobId, event.reason ?? "The parent operation was cancelled");
    } else if (event.kind === "job_failed") {
      this.#inBackground(event.jobId, "The parent operation failed");
    }
  }

  /** Why the children of an operation in this state must stop; null when they need not. */
  reasonFor({ cancelRequest, status }: JobState): string | null {
    if (cancelRequest) return cancelRequest.reason ?? "The parent operation was cancelled";
    return status === "failed" ? "The parent operation failed" : null;
  }

  /** Ends what a former process could not reach any more (keeps C1). @returns how many. */
  async recover(): Promise<number> {
    const { engine } = this.#options;
    let reached = 0;
    for (const { job } of await this.#all({ activeOnly: true })) {
      const parent = job.parentJobId === null ? null : await engine.readJob(job.parentJobId);
      const reason = parent && this.reasonFor(parent);
      if (reason && (await this.cancel(job.jobId, reason))) reached += 1;
    }
    return reached;
  }

  /** @returns whether there was something to cancel. */
  async cancel(operationId: string, reason: string): Promise<boolean> {
    try {
      await this.#options.engine.cancel({ jobId: operationId }, reason);
      return true;
    } catch (error) {
      if (error instanceof AppError && (error.code === "conflict" || error.code === "not_found")) return false;
      throw error;
    }
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #inBackground(operationId: string, reason: string): void {
    const work = this.#cancelChildren(operationId, reason)
      .catch((error: unknown) => {
        const message = "Operations below a cancelled one could not be reached; they are tried again at the next start";
        this.#options.logger.error({ err: error, operationId }, message);
      })
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** Their own cancellation requests lead on to the next generation. */
  async #cancelChildren(parentJobId: string, reason: string): Promise<void> {
    const active = (await this.#all({ parentJobId })).filter(({ job }) => !isTerminal(job.status));
    await Promise.all(active.map(({ job }) => this.cancel(job.jobId, reason)));
  }

  async #all(query: Pick<StoredOperationQuery, "activeOnly" | "parentJobId">): Promise<StoredOperation[]> {
    const all: StoredOperation[] = [];
    for (;;) {
      const { operations } = await this.#options.store.list({ ...query, limit: PAGE, offset: all.length });
      all.push(...operations);
      if (operations.length < PAGE) return all;
    }
  }
}
