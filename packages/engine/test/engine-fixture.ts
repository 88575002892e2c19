import {
  AppError,
  isTerminal,
  type FlowDefinition,
  type HistoryEvent,
  type JobState,
  type JsonObject,
} from "@gantry/contracts";
import {
  Engine,
  MemoryStore,
  type Attempt,
  type AttemptResult,
  type Committed,
  type EngineOptions,
  type Executor,
  type WorkflowRequest,
} from "../src/index.ts";
import { ManualClock } from "../src/testing/index.ts";

/** What a Routine does in a test; what it returns is its output unless it says more. */
export type Handler = (attempt: Attempt) => Promise<AttemptResult | undefined>;
export type Handlers = Readonly<Record<string, Handler>>;

/** Runs these handlers by Routine name. */
export const executorOf = (handlers: Handlers, options: { readonly resumable?: boolean } = {}): Executor => ({
  resumable: options.resumable ?? false,
  async run(attempt) {
    const handler = handlers[attempt.definition.name] ?? handlers["*"];
    return (await handler?.(attempt)) ?? { output: null };
  },
});

export const output = (value: AttemptResult["output"], ...emissions: JsonObject[]): AttemptResult => ({
  output: value,
  emissions: emissions.map((data) => ({ event: "out", data })),
});

type FixtureOptions = Partial<Omit<EngineOptions, "clock">> & {
  readonly clock?: ManualClock;
  readonly store?: MemoryStore;
};

/** An Engine on a clock of its own and a store that outlives it. */
export class EngineFixture {
  readonly clock: ManualClock;
  readonly store: MemoryStore;
  readonly engine: Engine;
  readonly committed: Committed[] = [];

  constructor(handlers: Handlers, options: FixtureOptions = {}) {
    this.clock = options.clock ?? new ManualClock();
    this.store = options.store ?? new MemoryStore();
    const executors = { inline: executorOf(handlers), service: executorOf(handlers, { resumable: true }) };
    this.engine = new Engine({
      history: this.store,
      workflows: this.store,
      ownerId: "first",
      executors,
      ...options,
      clock: this.clock,
    });
    this.engine.onCommitted((each) => this.committed.push(each));
  }

  /** The next process on the same store: it takes over what this one holds. */
  async successor(handlers: Handlers, options: FixtureOptions = {}): Promise<EngineFixture> {
    const next = new EngineFixture(handlers, {
      clock: this.clock,
      store: this.store,
      ownerId: crypto.randomUUID(),
      ...options,
    });
    await next.engine.recover();
    return next;
  }

  async submit(flow: FlowDefinition, options: Partial<WorkflowRequest> = {}) {
    const entries = [{ routine: flow.routines[0]?.name ?? "", slot: "in", data: {} }];
    return await this.engine.submit({ name: "test", origin: "flow", flow, entries, ...options });
  }

  async state(jobId: string | undefined): Promise<JobState> {
    const state = jobId === undefined ? null : await this.engine.readJob(jobId);
    if (!state) throw new AppError("not_found", `There is no job ${String(jobId)}`);
    return state;
  }

  async history(jobId: string): Promise<HistoryEvent[]> {
    return await this.store.readEvents(jobId, 0, 1_000_000);
  }

  async histories(jobIds: readonly string[]): Promise<HistoryEvent[][]> {
    return await Promise.all(jobIds.map((jobId) => this.history(jobId)));
  }

  /** Moves time on until these Jobs have ended, at most `limitMs`. */
  async untilEnded(jobIds: readonly string[], limitMs = 100_000): Promise<JobState[]> {
    for (let passedMs = 0; ; passedMs += 10) {
      const states = await Promise.all(jobIds.map((jobId) => this.state(jobId)));
      if (states.every((state) => isTerminal(state.status)) || passedMs >= limitMs) return states;
      await this.clock.advance(10);
    }
  }
}

/** Waits as a handler does that listens to its signal: rejects with the signal's reason. */
export const untilAborted = ({ context: { signal } }: Attempt): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
