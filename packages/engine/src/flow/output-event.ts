import type { JsonObject } from "@gantry/contracts";
import { AttemptError, type AttemptContext } from "../runtime/ports/executor.ts";
import type { Routine } from "./routine.ts";
import { checkAgainstNow, type StandardSchema } from "./standard-schema.ts";

/** A Routine's named output. `Out` is what it carries; connecting it to a Slot that wants something else does not compile. */
export class OutputEvent<Out extends JsonObject = JsonObject> {
  /** For the compiler alone. */
  declare readonly carries: Out;
  readonly routine: Routine;
  readonly name: string;
  /** What people are told that it carries. */
  readonly outputParams: readonly string[];
  readonly #schema: StandardSchema | null;

  constructor(routine: Routine, name: string, outputParams: readonly string[], schema: StandardSchema | null = null) {
    this.routine = routine;
    this.name = name;
    this.outputParams = outputParams;
    this.#schema = schema;
  }

  /** @throws AttemptError `invalid_payload` (not retryable) naming Routine, Event and path. */
  assertCarries(data: JsonObject): void {
    const checked = this.#schema && checkAgainstNow(this.#schema, data);
    if (!checked || checked.ok) return;
    const message = `Routine ${this.routine.implementation}, event "${this.name}": ${checked.faults}`;
    throw new AttemptError("invalid_payload", message, { retryable: false });
  }
}

/** The context of a Routine that has Events with a schema: what it emits is checked. */
export const checkingEmissions = (
  context: AttemptContext,
  events: Readonly<Record<string, OutputEvent>>,
): AttemptContext =>
  new Proxy(context, {
    get(target, key) {
      if (key !== "emit") return Reflect.get(target, key, target) as unknown;
      const emit: AttemptContext["emit"] = (event, data, options) => {
        events[event]?.assertCarries(data);
        target.emit(event, data, options);
      };
      return emit;
    },
  });
