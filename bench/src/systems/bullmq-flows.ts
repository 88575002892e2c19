import { FlowProducer, Worker, type FlowJob, type Job } from "bullmq";
import { RedisServer } from "./redis-server.ts";

const QUEUE = "steps";

/** A step of a flow as its processor sees it. */
export interface FlowStep {
  readonly flow: number;
  readonly step: number;
}

type StepJob = Omit<FlowJob, "children"> & { children?: StepJob[] };

/** One step; BullMQ runs it once all of `after` have completed. */
const stepJob = (data: FlowStep, after: readonly StepJob[]): StepJob => ({
  name: "step",
  queueName: QUEUE,
  data,
  ...(after.length > 0 ? { children: [...after] } : {}),
});

/** Steps one after the other. The last one is the root, as BullMQ wants it. */
export function chainFlow(flow: number, steps: number): StepJob {
  let last = stepJob({ flow, step: 0 }, []);
  for (let step = 1; step < steps; step += 1) last = stepJob({ flow, step }, [last]);
  return last;
}

/** So many steps at once, and one that waits for all of them. */
export function fanInFlow(flow: number, width: number): StepJob {
  const wide = Array.from({ length: width }, (_, index) => stepJob({ flow, step: index + 1 }, []));
  return stepJob({ flow, step: width + 1 }, wide);
}

/** BullMQ flows on a Redis of their own: one queue, one worker process (this one), defaults otherwise. */
export class BullMqFlows implements AsyncDisposable {
  readonly redis: RedisServer;
  readonly #producer: FlowProducer;
  readonly #worker: Worker<FlowStep>;
  readonly #completed = new Map<string, () => void>();

  private constructor(redis: RedisServer, concurrency: number, run: (step: FlowStep) => Promise<void> | void) {
    this.redis = redis;
    const { connection } = redis;
    this.#producer = new FlowProducer({ connection });
    this.#worker = new Worker<FlowStep>(QUEUE, async ({ data }) => run(data), { connection, concurrency });
    this.#worker.on("completed", ({ id }: Job<FlowStep>) => this.#completed.get(id ?? "")?.());
    this.#worker.on("error", (error) => {
      throw error; // a measurement that lost its connection is none
    });
  }

  /** @param run What a step does. */
  static async open(options: {
    readonly concurrency: number;
    readonly run: (step: FlowStep) => Promise<void> | void;
  }): Promise<BullMqFlows> {
    const redis = await RedisServer.start();
    const flows = new BullMqFlows(redis, options.concurrency, options.run);
    await Promise.all([flows.#producer.waitUntilReady(), flows.#worker.waitUntilReady()]);
    return flows;
  }

  /** Adds these flows. @returns how long it took until the last of their roots had completed, ms. */
  async runToEnd(flows: readonly StepJob[]): Promise<number> {
    const ended = flows.map((flow, index) => {
      const jobId = `root-${index}-${this.#completed.size}`;
      flow.opts = { jobId };
      return new Promise<void>((resolve) => this.#completed.set(jobId, resolve));
    });
    const startedMs = performance.now();
    await Promise.all([this.#producer.addBulk([...flows]), ...ended]);
    return performance.now() - startedMs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.close();
    await this.#producer.close();
    await this.redis[Symbol.asyncDispose]();
  }
}
