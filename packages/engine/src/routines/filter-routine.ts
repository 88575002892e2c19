import type { JsonObject } from "@gantry/contracts";
import { Routine } from "../flow/routine.ts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import { defineInput, requireFunction } from "./define-input.ts";

/**
 * Sends on as `output` the messages for which `predicate` holds, the others as `rejected`.
 *
 * @example
 * const adults = new FilterRoutine(({ age }: { age: number }) => age >= 18);
 * flow.connect(adults.output, greet.input).connect(adults.rejected, refuse.input);
 */
export class FilterRoutine<T extends JsonObject> extends Routine {
  readonly input;
  readonly output = this.defineEvent<T>("output");
  readonly rejected = this.defineEvent<T>("rejected");

  constructor(predicate: (data: T, context: AttemptContext) => boolean | Promise<boolean>) {
    super();
    requireFunction("FilterRoutine: the predicate", predicate);
    this.input = defineInput<T>(this, async (data, context) => {
      this.emit((await predicate(data, context)) ? this.output : this.rejected, data);
    });
  }
}
