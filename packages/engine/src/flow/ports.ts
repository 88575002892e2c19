import type { ActivationPolicy, JsonObject } from "@gantry/contracts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import type { Routine } from "./routine.ts";

/**
 * What a Slot runs: `data` is the merged input, its own copy; what it returns or resolves to (JSON, or nothing)
 * becomes the Task's output. A result that is not JSON fails the attempt.
 */
export type SlotHandler<In extends JsonObject = JsonObject> = (data: In, context: AttemptContext) => unknown;

export interface SlotOptions {
  /**
   * `override` (default): only the new data; `append`: per key the list of all values so far in this Job; `list`: the
   * messages of this activation side by side, `{ items, sources }`.
   */
  readonly mergeStrategy?: "override" | "append" | "list";
  /** Default: once per message. A function is asked when the Flow is frozen: for a policy that follows from `config`. */
  readonly activation?: ActivationPolicy["kind"] | ActivationPolicy | (() => ActivationPolicy);
}

/** A Routine's input. `In` is what its handler takes. */
export class Slot<In extends JsonObject = JsonObject> {
  readonly routine: Routine;
  readonly name: string;
  readonly handler: SlotHandler<In>;
  readonly mergeStrategy: "override" | "append" | "list";
  readonly #activation: () => ActivationPolicy;

  constructor(routine: Routine, name: string, handler: SlotHandler<In>, options: SlotOptions) {
    this.routine = routine;
    this.name = name;
    this.handler = handler;
    this.mergeStrategy = options.mergeStrategy ?? "override";
    const { activation = "each" } = options;
    const policy = typeof activation === "function" ? activation : toPolicy(activation, name);
    this.#activation = typeof policy === "function" ? policy : () => policy;
  }

  get activation(): ActivationPolicy {
    return this.#activation();
  }
}

/** A Routine's named output. `Out` is what it carries; connecting it to a Slot that wants something else does not compile. */
export class OutputEvent<Out extends JsonObject = JsonObject> {
  readonly routine: Routine;
  readonly name: string;
  readonly outputParams: readonly (keyof Out & string)[];

  constructor(routine: Routine, name: string, outputParams: readonly (keyof Out & string)[]) {
    this.routine = routine;
    this.name = name;
    this.outputParams = outputParams;
  }
}

function toPolicy(activation: ActivationPolicy["kind"] | ActivationPolicy, slot: string): ActivationPolicy {
  if (typeof activation !== "string") return activation;
  if (activation === "batch")
    throw new TypeError(`Slot "${slot}": a batch needs its size: { kind: "batch", size: 10 }`);
  return { kind: activation };
}
