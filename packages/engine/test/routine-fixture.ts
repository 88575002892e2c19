import type { JobState, JsonObject } from "@gantry/contracts";
import { createInlineExecutor, Flow, Routine } from "../src/index.ts";
import { ManualClock, settleMicrotasks } from "../src/testing/index.ts";
import { EngineFixture } from "./engine-fixture.ts";

/** What to send, and when after the Job's start, ms; in order of time. */
export type Script = readonly (readonly [atMs: number, data: JsonObject])[];

/** What came out of the Routine: by which Event, when after the start, and what. */
export type Received = readonly [event: string, atMs: number, data: JsonObject];

const STEP_MS = 10;

/** Sends as the script says, without holding a worker in between. */
class Sender extends Routine {
  constructor(script: Script) {
    super();
    const output = this.defineEvent("output");
    this.defineSlot("trigger", (_data, context) => {
      for (const [atMs, data] of script) {
        context.deferUntil(context.queuedAtMs + atMs);
        this.emit(output, data);
      }
    });
  }
}

class Receiver extends Routine {
  constructor(receive: (data: JsonObject) => void) {
    super();
    this.defineSlot("input", (data) => {
      receive(data);
    });
  }
}

/** One Routine between senders, each with its script, and a receiver for each of its Events; time is moved by hand. */
export class RoutineFixture {
  readonly clock = new ManualClock();
  readonly received: Received[] = [];
  readonly #startMs = this.clock.nowMs();
  readonly #build: () => Routine;
  readonly #scripts: Readonly<Record<string, Script>>;
  readonly #maxWorkers: number;

  /** @param build Makes the Routine anew for each process. */
  constructor(build: () => Routine, scripts: Readonly<Record<string, Script>>, maxWorkers = 1) {
    this.#build = build;
    this.#scripts = scripts;
    this.#maxWorkers = maxWorkers;
  }

  /** Runs a Job as a library does. @returns its state at the end, `untilMs` after the start. */
  async run(untilMs: number): Promise<JobState> {
    const flow = this.#flow();
    const job = await flow.execute(Object.keys(this.#scripts));
    await this.advance(untilMs);
    return job.state;
  }

  /** Moves time on in steps of 10 ms, each of them long enough for whatever the step before has set off. */
  async advance(byMs: number): Promise<void> {
    for (let passedMs = 0; ; passedMs += STEP_MS) {
      for (let turn = 0; turn < 8; turn += 1) await settleMicrotasks();
      if (passedMs >= byMs) return;
      await this.clock.advance(Math.min(STEP_MS, byMs - passedMs));
    }
  }

  /** Runs a Job as a server does that dies after each of `lives` ms, and is followed by the next. */
  async runThroughCrashes(lives: readonly number[], untilMs: number): Promise<JobState> {
    let process = new EngineFixture({}, this.#process());
    const entries = Object.keys(this.#scripts).map((routine) => ({ routine, slot: "trigger", data: {} }));
    const { jobIds } = await process.submit(this.#flow().definition(), { entries });
    for (const lifeMs of lives) {
      await this.advance(lifeMs);
      process = await process.successor({}, this.#process());
    }
    await this.advance(untilMs - (this.clock.nowMs() - this.#startMs));
    return await process.state(jobIds[0]);
  }

  #process() {
    return { clock: this.clock, executors: { inline: createInlineExecutor([this.#flow()]) } };
  }

  #flow(): Flow {
    const flow = new Flow({
      flowId: "built-in",
      executionStrategy: "concurrent",
      maxWorkers: this.#maxWorkers,
      clock: this.clock,
    });
    const routine = this.#build();
    flow.addRoutine(routine, "routine");
    for (const [name, script] of Object.entries(this.#scripts)) {
      flow.addRoutine(new Sender(script), name);
      flow.connect(name, "output", "routine", "input");
    }
    for (const event of Object.keys(routine.events)) {
      const note = (data: JsonObject): void => {
        this.received.push([event, this.clock.nowMs() - this.#startMs, data]);
      };
      flow.addRoutine(new Receiver(note), `on-${event}`);
      flow.connect("routine", event, `on-${event}`, "input");
    }
    return flow;
  }
}
