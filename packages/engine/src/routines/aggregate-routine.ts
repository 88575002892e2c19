import type { ActivationPolicy, JsonObject } from "@gantry/contracts";
import { z } from "zod";
import type { MessageList } from "../flow/slot-options.ts";
import { AttemptError } from "../runtime/ports/executor.ts";
import { ConfiguredRoutine } from "./configured-routine.ts";
import { defineListInput } from "./define-input.ts";

const AggregateConfig = z.object({
  /** `all` (default): a message of each connected source; `any`: the first one; a number: the first so many, whoever sends them. */
  wait: z.union([z.enum(["all", "any"]), z.number().int().positive()]).default("all"),
  /** How long the first message waits for the others, ms; default: for as long as more can come. */
  timeoutMs: z.number().nonnegative().nullable().default(null),
  /** What becomes of an incomplete set: it goes out as `partial`, or fails the Task (default). */
  onIncomplete: z.enum(["partial", "fail"]).default("fail"),
});
export type AggregateConfig = z.input<typeof AggregateConfig>;

/**
 * Makes one message of several: `output` when the set is complete; at `timeoutMs`, or when nothing more can come, `partial`
 * or a failure that names what is missing. What waits holds no worker and survives a crash.
 *
 * With `all` one set follows the other: the k-th message of each source; after a timeout a straggler begins the next set.
 * With `any` and a number there is one set per Job, and what comes after it goes out as `late`.
 *
 * @example
 * const quorum = new AggregateRoutine<{ vote: boolean }>({ wait: 2, timeoutMs: 5_000, onIncomplete: "partial" });
 * for (const voter of voters) flow.connect(voter.output, quorum.input);
 */
export class AggregateRoutine<T extends JsonObject> extends ConfiguredRoutine<typeof AggregateConfig> {
  readonly output = this.defineEvent<MessageList<T>>("output", ["items", "sources", "missing"]);
  readonly partial = this.defineEvent<MessageList<T>>("partial", ["items", "sources", "missing"]);
  readonly late = this.defineEvent<MessageList<T>>("late", ["items", "sources", "missing"]);
  readonly input = defineListInput<T>(
    this,
    () => this.#activation(),
    (list, { activation, routine }) => {
      if (this.#count !== null && activation > 1) this.emit(this.late, list);
      else if (this.#isComplete(list)) this.emit(this.output, list);
      else if (this.settings.onIncomplete === "partial") this.emit(this.partial, list);
      else throw new AttemptError("incomplete", this.#incompleteMessage(routine, list), { retryable: false });
    },
  );

  constructor(config: AggregateConfig = {}) {
    super(AggregateConfig, config);
  }

  /** How many messages are a set; null: as many as there are sources. */
  get #count(): number | null {
    const { wait } = this.settings;
    return wait === "all" ? null : wait === "any" ? 1 : wait;
  }

  #activation(): ActivationPolicy {
    const maxWaitMs = this.settings.timeoutMs;
    return this.#count === null ? { kind: "all", maxWaitMs } : { kind: "batch", size: this.#count, maxWaitMs };
  }

  #isComplete({ items, missing }: MessageList<T>): boolean {
    return this.#count === null ? missing.length === 0 : items.length >= this.#count;
  }

  #incompleteMessage(routine: string, { items, missing }: MessageList<T>): string {
    const what =
      this.#count === null
        ? `nothing came from ${missing.map((name) => `"${name}"`).join(", ")}`
        : `${String(items.length)} of ${String(this.#count)} messages came`;
    return `Routine "${routine}" could not complete its set: ${what}. With onIncomplete: "partial" it would go on`;
  }
}
