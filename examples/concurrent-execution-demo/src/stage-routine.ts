import type { JsonObject } from "@gantry/contracts";
import { Routine, type AttemptContext, type OutputEvent, type Slot } from "@gantry/engine";

export interface StageOptions<In extends JsonObject, Out extends JsonObject> {
  /** Name of the Slot; "trigger" where a Job enters the Flow. */
  readonly slot: string;
  /** How long the stage takes, ms: stands for real work. */
  readonly durationMs: number;
  /** What is done, in the past: the key in the shared data, and with "At" the name of the stage's own timestamp. */
  readonly done: string;
  readonly work: (data: In, context: AttemptContext) => Out;
  readonly outputParams: readonly (keyof Out & string)[];
  /** "all": once every stage before it has delivered. */
  readonly activation?: "each" | "all";
}

/** A stage of the demo: takes its time, stores its data with a timestamp, writes one log line, and passes the data on. */
export class StageRoutine<In extends JsonObject, Out extends JsonObject> extends Routine {
  readonly input: Slot<In>;
  readonly output: OutputEvent<Out>;

  constructor({ slot, durationMs, done, work, outputParams, activation = "each" }: StageOptions<In, Out>) {
    super();
    this.setConfig({ durationMs });
    this.output = this.defineEvent<Out>("output", outputParams);
    this.input = this.defineSlot<In>(
      slot,
      async (data, context) => {
        await context.sleep(this.getConfig("durationMs", durationMs));
        this.#finish(done, work(data, context), context);
      },
      { activation },
    );
  }

  #finish(done: string, result: Out, context: AttemptContext): void {
    const timestamped = { [`${done}At`]: new Date().toISOString(), ...result };
    context.sharedData.set(done, timestamped);
    context.log("info", `${context.routine}: data ${done}`);
    this.emit(this.output, timestamped);
  }
}
