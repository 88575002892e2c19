import type { JsonObject } from "@gantry/contracts";
import { z } from "zod";
import { ConfiguredRoutine } from "./configured-routine.ts";
import { defineInput } from "./define-input.ts";

const DelayConfig = z.object({
  /** How long after it came a message is sent on, ms. */
  delayMs: z.number().nonnegative(),
});
export type DelayConfig = z.input<typeof DelayConfig>;

/**
 * Sends on each message `delayMs` after it came. It holds no worker meanwhile, and the time goes on over a crash: a message
 * whose time came while nothing ran is sent on at once.
 *
 * @example
 * const later = new DelayRoutine<{ userId: string }>({ delayMs: 24 * 60 * 60 * 1000 });
 */
export class DelayRoutine<T extends JsonObject> extends ConfiguredRoutine<typeof DelayConfig> {
  readonly output = this.defineEvent<T>("output");
  readonly input = defineInput<T>(this, (data, context) => {
    context.deferUntil(context.queuedAtMs + this.settings.delayMs);
    this.emit(this.output, data);
  });

  constructor(config?: DelayConfig) {
    super(DelayConfig, config);
  }
}
