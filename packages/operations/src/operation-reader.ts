import {
  AppError,
  isInline,
  isTerminal,
  type JsonValue,
  type OperationDetail,
  type OperationListQuery,
  type OperationPage,
  type OperationSummary,
  type ProgressSamplePage,
  type StoredValue,
} from "@gantry/contracts";
import { progressState, summarizeOperation, withPresent } from "./operation-view.ts";
import type { OperationEngine, OperationStore, StoredOperation } from "./ports.ts";

const DEFAULT_LIMIT = 100;
const ALL_CHILDREN = 1_000;
const SAMPLES = 1_000;

/** Reads operations as they are now: from their rows, and from the engine while they have not ended. */
export class OperationReader {
  readonly #engine: Pick<OperationEngine, "readJob">;
  readonly #store: OperationStore;

  constructor(engine: Pick<OperationEngine, "readJob">, store: OperationStore) {
    this.#engine = engine;
    this.#store = store;
  }

  /** @throws AppError `not_found` */
  async summary(operationId: string): Promise<OperationSummary> {
    return summarizeOperation(await this.#find(operationId));
  }

  /** @throws AppError `not_found` */
  async detail(operationId: string): Promise<OperationDetail> {
    const stored = await this.#find(operationId);
    const { job, task } = stored;
    const part = task?.input?.kind === "override" ? task.input.parts[0] : undefined;
    const [result, context, children] = await Promise.all([
      task?.output ? this.unpack(job.workflowId, task.output) : null,
      part ? this.unpack(job.workflowId, part.value) : {},
      this.children(operationId),
    ]);
    return { ...summarizeOperation(stored), result, context: context, children };
  }

  async list(query: OperationListQuery = {}): Promise<OperationPage> {
    const { status, operationType, activeOnly, parentOperationId: parentJobId } = query;
    const { limit = DEFAULT_LIMIT, offset = 0 } = query;
    const page = await this.#store.list({
      limit,
      offset,
      ...(status === undefined ? {} : { status }),
      ...(operationType === undefined ? {} : { operationType }),
      ...(activeOnly === undefined ? {} : { activeOnly }),
      ...(parentJobId === undefined ? {} : { parentJobId }),
    });
    const operations = await Promise.all(page.operations.map((stored) => this.#present(stored)));
    return { ...page, operations: operations.map(summarizeOperation) };
  }

  /** Newest first. */
  async children(operationId: string): Promise<OperationSummary[]> {
    return (await this.list({ parentOperationId: operationId, limit: ALL_CHILDREN })).operations;
  }

  /** What the operation reported after the history position `cursor` (0: from the beginning), oldest first. */
  async progressSamples(operationId: string, cursor: number): Promise<ProgressSamplePage> {
    await this.#find(operationId);
    const events = await this.#store.readEvents(operationId, cursor, SAMPLES);
    const samples = events.flatMap((event) =>
      event.kind === "task_progressed" && event.detail
        ? [
            {
              seq: event.seq,
              atMs: event.atMs,
              progress: progressState(event.percent ?? 0, event.message ?? "", event.detail),
            },
          ]
        : [],
    );
    return { samples, nextCursor: events.at(-1)?.seq ?? cursor };
  }

  async unpack(workflowId: string, value: StoredValue): Promise<JsonValue> {
    return isInline(value) ? value.inline : this.#store.readValue(workflowId, value.ref);
  }

  async #find(operationId: string): Promise<StoredOperation> {
    const stored = await this.#store.find(operationId);
    if (!stored) throw new AppError("not_found", `Operation ${operationId} not found`);
    return this.#present(stored);
  }

  /** A row that says it has ended is right; one that does not may be behind. */
  async #present(stored: StoredOperation): Promise<StoredOperation> {
    if (isTerminal(stored.job.status)) return stored;
    const state = await this.#engine.readJob(stored.job.jobId);
    return state ? withPresent(stored, state) : stored;
  }
}
