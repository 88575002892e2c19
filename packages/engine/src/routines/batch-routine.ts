import type { JsonObject } from "@gantry/contracts";
import { z } from "zod";
import { ConfiguredRoutine } from "./configured-routine.ts";
import { defineListInput } from "./define-input.ts";

const BatchConfig = z.object({
  /** Messages per batch. */
  size: z.number().int().positive(),
  /** How long the oldest message waits for the batch to be full, ms; default: for as long as more can come. */
  maxWaitMs: z.number().nonnegative().optional(),
});
export type BatchConfig = z.input<typeof BatchConfig>;

/**
 * Collects messages in the order in which they come, and sends on `size` of them at a time; fewer when the oldest has
 * waited for `maxWaitMs`, or when nothing more can come in this Job. What waits holds no worker and survives a crash.
 *
 * @example
 * const rows = new BatchRoutine<{ id: string }>({ size: 100, maxWaitMs: 5_000 });
 * flow.connect(parse.output, rows.input).connect(rows.output, insert.input); // insert gets { items }
 */
export class BatchRoutine<T extends JsonObject> extends ConfiguredRoutine<typeof BatchConfig> {
  readonly output = this.defineEvent<{ items: T[] }>("output", ["items"]);
  readonly input = defineListInput<T>(
    this,
    () => ({ kind: "batch", ...this.settings }),
    ({ items }) => {
      this.emit(this.output, { items });
    },
  );

  constructor(config?: BatchConfig) {
    super(BatchConfig, config);
  }
}
