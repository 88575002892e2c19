import type { JsonObject } from "@gantry/contracts";
import { z } from "zod";
import { ConfiguredRoutine } from "./configured-routine.ts";
import { defineListInput } from "./define-input.ts";

const DebounceConfig = z.object({
  /** How long nothing must have come before the newest message is sent on, ms. */
  quietMs: z.number().nonnegative(),
  /** The longest that a message is held back while others keep coming, ms; default: no limit. */
  maxWaitMs: z.number().nonnegative().optional(),
});
export type DebounceConfig = z.input<typeof DebounceConfig>;

/**
 * Of messages that come in quick succession sends on the newest only, once nothing has come for `quietMs`; at once when
 * nothing more can come in this Job. What waits holds no worker and survives a crash.
 *
 * @example
 * const settled = new DebounceRoutine<{ path: string }>({ quietMs: 500, maxWaitMs: 5_000 });
 */
export class DebounceRoutine<T extends JsonObject> extends ConfiguredRoutine<typeof DebounceConfig> {
  readonly output = this.defineEvent<T>("output");
  readonly input = defineListInput<T>(
    this,
    () => ({ kind: "batch", size: Number.MAX_SAFE_INTEGER, ...this.settings }),
    ({ items }) => {
      const newest = items.at(-1);
      if (newest) this.emit(this.output, newest);
    },
  );

  constructor(config?: DebounceConfig) {
    super(DebounceConfig, config);
  }
}
