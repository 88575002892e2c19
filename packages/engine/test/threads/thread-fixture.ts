import { isTerminal, type JobState, type JsonObject, type LogLine } from "@gantry/contracts";
import { createInlineExecutor, Flow, type Routine } from "../../src/index.ts";
import {
  createThreadExecutor,
  createThreadPool,
  type ThreadPool,
  type ThreadPoolOptions,
} from "../../src/threads/index.ts";
import { ManualClock } from "../../src/testing/index.ts";
import { EngineFixture } from "../engine-fixture.ts";
import { Beacon } from "./beacon.ts";

/** An Engine with real threads, a Beacon that they see, and a clock that is moved by hand. */
export class ThreadFixture implements AsyncDisposable {
  readonly beacon = Beacon.light();
  readonly clock = new ManualClock();
  readonly pool: ThreadPool;
  readonly fixture: EngineFixture;
  readonly #flow = new Flow({ flowId: "threads", executionStrategy: "concurrent", maxWorkers: 10 });

  constructor(routines: Readonly<Record<string, Routine>>, options: ThreadPoolOptions = {}) {
    const { clock } = this;
    for (const [name, routine] of Object.entries(routines)) this.#flow.addRoutine(routine, name);
    this.pool = createThreadPool({ clock, ...options });
    const executors = {
      inline: createInlineExecutor([this.#flow]),
      thread: createThreadExecutor([this.#flow], this.pool),
    };
    this.fixture = new EngineFixture({}, { clock, executors });
  }

  /** Starts one Job per input at the Routine of this name. */
  async start(routine: string, ...inputs: readonly JsonObject[]): Promise<string[]> {
    const jobSeeds = (inputs.length > 0 ? inputs : [{}]).map((data) => ({
      entries: [{ routine, slot: "trigger", data }],
      reusesJobId: null,
    }));
    const { jobIds } = await this.fixture.submit(this.#flow.definition(), { entries: [], jobSeeds });
    return [...jobIds];
  }

  /** Starts one Job with several entries. */
  async startJob(entries: readonly { routine: string; slot: string; data: JsonObject }[]): Promise<string> {
    const { jobIds } = await this.fixture.submit(this.#flow.definition(), { entries });
    return jobIds[0] ?? "";
  }

  /** Waits until the Job has ended; `stepMs`: while time goes on by so much in each round of the event loop. */
  async ended(jobId = "", stepMs = 0): Promise<JobState> {
    return await this.reached(jobId, ({ status }) => isTerminal(status), stepMs);
  }

  /** Waits until the Job is as `isThere` wants it. */
  async reached(jobId: string, isThere: (state: JobState) => boolean, stepMs = 0): Promise<JobState> {
    for (;;) {
      const state = await this.fixture.state(jobId);
      if (isThere(state)) return state;
      await this.clock.advance(stepMs);
    }
  }

  async run(routine: string, input: JsonObject = {}): Promise<JobState> {
    const [jobId] = await this.start(routine, input);
    return await this.ended(jobId);
  }

  async log(jobId: string): Promise<LogLine[]> {
    return await this.fixture.store.readLogs(jobId, 0, 1_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.fixture.engine.close({ graceMs: 0 });
    await this.pool.close();
  }
}
