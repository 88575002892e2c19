import type { JsonObject } from "@gantry/contracts";
import { Routine } from "../flow/routine.ts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import { defineInput, requireFunction } from "./define-input.ts";

/**
 * Sends on what `transform` makes of each message. It may be async; what it throws fails the attempt.
 *
 * @example
 * const double = new MapRoutine(({ n }: { n: number }) => ({ doubled: n * 2 }));
 * flow.connect(source.output, double.input);
 */
export class MapRoutine<In extends JsonObject, Out extends JsonObject> extends Routine {
  readonly input;
  readonly output = this.defineEvent<Out>("output");

  constructor(transform: (data: In, context: AttemptContext) => Out | Promise<Out>) {
    super();
    requireFunction("MapRoutine: the transform", transform);
    this.input = defineInput<In>(this, async (data, context) => {
      this.emit(this.output, await transform(data, context));
    });
  }
}
