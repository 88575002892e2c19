import type { ResultIds } from "./result-ids.ts";

interface StoredResult {
  readonly workflowId: string;
  readonly key: string;
  readonly bytes: Buffer;
  readonly publishedAtMs: number;
}

export interface ResultStoreOptions {
  /** How long a result can be fetched; default one hour, as a TaskManager keeps ended Tasks. */
  readonly retentionMs?: number;
  /** All results together, bytes; beyond it the oldest goes. Default 256 MiB. */
  readonly maxTotalBytes?: number;
  readonly nowMs?: () => number;
}

/**
 * Owns: the results that this service has published, encoded, until they expire.
 *
 * R1  Who names a Workflow never gets the result of another one.
 * R2  Who names a Task gets that Task's result or none.
 * R3  Who names nothing gets the one that was published last.
 * R4  What is kept never exceeds `maxTotalBytes`, except that the newest result always stays.
 */
export class ResultStore {
  /** In the order of publication, so that expiry and the cap look only at the oldest. */
  readonly #results = new Map<string, StoredResult>();
  readonly #lastOfWorkflow = new Map<string, StoredResult>();
  readonly #retentionMs: number;
  readonly #maxTotalBytes: number;
  readonly #nowMs: () => number;
  #last: StoredResult | undefined;
  #totalBytes = 0;

  constructor(options: ResultStoreOptions = {}) {
    this.#retentionMs = options.retentionMs ?? 3_600_000;
    this.#maxTotalBytes = options.maxTotalBytes ?? 256 * 1024 * 1024;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  /** A Task that publishes again replaces its result. */
  put({ workflowId, taskId }: Required<ResultIds>, bytes: Buffer): void {
    const key = keyOf(workflowId, taskId);
    const result = { workflowId, key, bytes, publishedAtMs: this.#nowMs() };
    this.#drop(this.#results.get(key));
    this.#results.set(key, result);
    this.#lastOfWorkflow.set(workflowId, result);
    this.#last = result;
    this.#totalBytes += bytes.length;
    this.#expire();
  }

  get(ids: ResultIds | null): Buffer | undefined {
    this.#expire();
    if (ids === null) return this.#last?.bytes; // keeps R3
    const { workflowId, taskId } = ids;
    if (taskId === undefined) return this.#lastOfWorkflow.get(workflowId)?.bytes;
    return this.#results.get(keyOf(workflowId, taskId))?.bytes;
  }

  #expire(): void {
    const before = this.#nowMs() - this.#retentionMs;
    for (const result of this.#results.values()) {
      const isOverCap = this.#totalBytes > this.#maxTotalBytes && result !== this.#last; // keeps R4
      if (result.publishedAtMs > before && !isOverCap) return;
      this.#drop(result);
    }
  }

  #drop(result: StoredResult | undefined): void {
    if (result === undefined) return;
    this.#results.delete(result.key);
    this.#totalBytes -= result.bytes.length;
    if (this.#lastOfWorkflow.get(result.workflowId) === result) this.#lastOfWorkflow.delete(result.workflowId);
    if (this.#last === result) this.#last = undefined;
  }
}

/** As JSON, so that no choice of ids makes two Tasks look alike. */
const keyOf = (workflowId: string, taskId: string): string => JSON.stringify([workflowId, taskId]);
