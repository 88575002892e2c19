import type { JsonObject, JsonValue } from "@gantry/contracts";
import type { z } from "zod";
import { Routine } from "../flow/routine.ts";
import { defineInput } from "./define-input.ts";

/** What is wrong with a message: where in it, and what was expected there. */
export interface ValidationIssue extends JsonObject {
  path: (string | number)[];
  message: string;
}

/** A message that did not pass, whole, with all that is wrong with it. */
export interface InvalidMessage extends JsonObject {
  data: JsonValue;
  issues: ValidationIssue[];
}

/**
 * Sends on as `valid` what the zod schema makes of each message (defaults filled in, unknown keys dropped), and as
 * `invalid` what it does not accept. A bad message is data here, not a failure: the Job goes on.
 *
 * @example
 * const orders = new ValidateRoutine(z.object({ id: z.string(), amount: z.number().positive() }));
 * flow.connect(orders.valid, book.input).connect(orders.invalid, report.input);
 */
export class ValidateRoutine<Schema extends z.ZodType<JsonObject>> extends Routine {
  readonly input;
  readonly valid = this.defineEvent<z.output<Schema>>("valid");
  readonly invalid = this.defineEvent<InvalidMessage>("invalid", ["data", "issues"]);

  constructor(schema: Schema) {
    super();
    this.input = defineInput<JsonObject>(this, async (data) => {
      const parsed = await schema.safeParseAsync(data);
      if (parsed.success) this.emit(this.valid, parsed.data);
      else this.emit(this.invalid, { data, issues: parsed.error.issues.map(toIssue) });
    });
  }
}

const toIssue = ({ path, message }: z.core.$ZodIssue): ValidationIssue => ({
  path: path.map((key) => (typeof key === "number" ? key : String(key))),
  message,
});
