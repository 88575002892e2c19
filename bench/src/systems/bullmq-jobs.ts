import { Queue, QueueEvents, Worker, type Job } from "bullmq";
import { RedisServer } from "./redis-server.ts";

const QUEUE = "operations";

/** Single jobs of BullMQ that report progress, and callers who wait for them. */
export class BullMqJobs implements AsyncDisposable {
  readonly #redis: RedisServer;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #worker: Worker;

  private constructor(
    redis: RedisServer,
    options: { readonly concurrency: number; readonly reports: readonly number[] },
  ) {
    const { connection } = redis;
    this.#redis = redis;
    this.#queue = new Queue(QUEUE, { connection });
    this.#events = new QueueEvents(QUEUE, { connection });
    const report = async (job: Job) => {
      for (const percent of options.reports) await job.updateProgress(percent);
    };
    this.#worker = new Worker(QUEUE, report, { connection, concurrency: options.concurrency });
    this.#worker.on("error", (error) => {
      throw error; // a measurement that lost its connection is none
    });
  }

  /** @param options.reports What each job reports, percent. */
  static async open(options: {
    readonly concurrency: number;
    readonly reports: readonly number[];
  }): Promise<BullMqJobs> {
    const jobs = new BullMqJobs(await RedisServer.start(), options);
    await Promise.all([jobs.#queue, jobs.#events, jobs.#worker].map((part) => part.waitUntilReady()));
    return jobs;
  }

  /** Adds a job. Resolves when it has completed. */
  async runToEnd(): Promise<void> {
    const job = await this.#queue.add("operation", {});
    await job.waitUntilFinished(this.#events);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const part of [this.#worker, this.#events, this.#queue]) await part.close();
    await this.#redis[Symbol.asyncDispose]();
  }
}
