import type { JsonObject } from "@gantry/contracts";
import { Routine } from "../flow/routine.ts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import { defineInput, requireFunction } from "./define-input.ts";

/**
 * Makes many messages of one: each of what `split` returns is an `output`, and `counted` says how many they were, so that
 * an empty split is noticed too. What follows runs for all of them at once, as far as there are workers.
 *
 * @example
 * const lines = new SplitRoutine(({ text }: { text: string }) => text.split("\n").map((line) => ({ line })));
 */
export class SplitRoutine<In extends JsonObject, Out extends JsonObject> extends Routine {
  readonly input;
  readonly output = this.defineEvent<Out>("output");
  readonly counted = this.defineEvent<{ count: number }>("counted", ["count"]);

  constructor(split: (data: In, context: AttemptContext) => Iterable<Out> | Promise<Iterable<Out>>) {
    super();
    requireFunction("SplitRoutine: the split", split);
    this.input = defineInput<In>(this, async (data, context) => {
      let count = 0;
      for (const part of await split(data, context)) {
        this.emit(this.output, part);
        count += 1;
      }
      this.emit(this.counted, { count });
    });
  }
}
