import type { HistoryEvent, JobCatchUp, JobState, JobSummary, LogCatchUp, LogLine } from "@gantry/contracts";
import { catchUpJob, catchUpLogs } from "./catch-up.ts";
import { GapFreeQueue } from "./gap-free-queue.ts";
import type { LiveReader } from "./live-reader.ts";

export interface JobFeedOptions {
  readonly jobId: string;
  readonly reader: LiveReader;
  /** Events held for a viewer that is slow; beyond it the viewer gets a snapshot. */
  readonly capacity: number;
  /** null: this view shows no log. */
  readonly logs: { readonly afterLogSeq: number | null } | null;
}

/** One Job as one viewer follows it: its events, and its log lines if the view shows them. */
export class JobFeed {
  readonly jobId: string;
  readonly #reader: LiveReader;
  readonly #capacity: number;
  readonly #events: GapFreeQueue<HistoryEvent>;
  readonly #logs: GapFreeQueue<LogLine> | null;
  readonly #firstLogSeq: number | null;

  constructor(options: JobFeedOptions) {
    this.jobId = options.jobId;
    this.#reader = options.reader;
    this.#capacity = options.capacity;
    this.#events = new GapFreeQueue({ positionOf: (event) => event.seq, capacity: options.capacity });
    this.#logs =
      options.logs === null
        ? null
        : new GapFreeQueue({ positionOf: (line) => line.logSeq, capacity: options.capacity });
    this.#firstLogSeq = options.logs?.afterLogSeq ?? null;
  }

  get behind(): boolean {
    return this.#events.behind || (this.#logs?.behind ?? false);
  }

  offer(events: readonly HistoryEvent[], logs: readonly LogLine[]): void {
    this.#events.offer(events);
    this.#logs?.offer(logs);
  }

  takeEvents(): readonly HistoryEvent[] {
    return this.#events.take();
  }

  takeLogs(): readonly LogLine[] {
    return this.#logs?.take() ?? [];
  }

  /** The first catch-up, answered to the subscriber. @throws AppError `not_found` for an unknown Job. */
  async open(afterSeq: number | null): Promise<{ readonly job: JobCatchUp; readonly logs: LogCatchUp | null }> {
    const { catchUp, seq } = await catchUpJob(this.#reader, this.jobId, afterSeq);
    this.#events.caughtUpTo(seq);
    return { job: catchUp, logs: await this.#openLogs() };
  }

  /** Takes in what the store has up to `job` and nobody here published; more than the view can hold leaves it behind. */
  async pull(job: Pick<JobSummary, "projectedSeq" | "logCount">): Promise<void> {
    if (job.projectedSeq > this.#events.position)
      this.#events.offer(await this.#reader.readEvents(this.jobId, this.#events.position, this.#capacity + 1));
    const logs = this.#logs;
    if (logs !== null && job.logCount > logs.position)
      logs.offer(await this.#reader.readLogs(this.jobId, logs.position, this.#capacity + 1));
  }

  /** Brings a viewer that fell behind to the present: by a snapshot, and by the next page of log lines. */
  async recover(): Promise<{ readonly snapshot: JobState | null; readonly lines: readonly LogLine[] }> {
    return { snapshot: await this.#recoverState(), lines: await this.#recoverLogs() };
  }

  async #openLogs(): Promise<LogCatchUp | null> {
    if (this.#logs === null) return null;
    const { logs, position } = await catchUpLogs(this.#reader, this.jobId, this.#firstLogSeq);
    this.#logs.caughtUpTo(position);
    if (position < logs.lastLogSeq) this.#logs.fallBehind();
    return logs;
  }

  async #recoverState(): Promise<JobState | null> {
    if (!this.#events.behind) return null;
    this.#events.beginCatchUp();
    const state = await orFallBehind(this.#events, () => this.#reader.readJob(this.jobId));
    // null: the Job was deleted meanwhile, and the viewer hears of it in a frame of its own.
    if (state !== null) this.#events.caughtUpTo(state.seq);
    return state;
  }

  async #recoverLogs(): Promise<readonly LogLine[]> {
    const queue = this.#logs;
    if (!queue?.behind) return [];
    queue.beginCatchUp();
    const caughtUp = await orFallBehind(queue, () => catchUpLogs(this.#reader, this.jobId, queue.position));
    queue.caughtUpTo(caughtUp.position);
    if (caughtUp.position < caughtUp.logs.lastLogSeq) queue.fallBehind();
    return caughtUp.logs.lines;
  }
}

/** A store that does not answer leaves the queue behind, so that the next frame asks again. */
async function orFallBehind<T>(queue: { fallBehind(): void }, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    queue.fallBehind();
    throw error;
  }
}
