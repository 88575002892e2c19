import type { JsonObject } from "@gantry/contracts";
import { z } from "zod";
import { ConfiguredRoutine } from "./configured-routine.ts";
import { defineInput } from "./define-input.ts";

const RetryRouterConfig = z.object({
  /** How often one payload is sent round again; default 3. */
  maxRetries: z.number().int().nonnegative().default(3),
  /** Before the first retry, ms; default 1000. */
  retryDelayMs: z.number().nonnegative().default(1_000),
  /** Each further delay is this many times the one before; default 2. */
  backoffFactor: z.number().min(1).default(2),
  /** Longest delay, ms; default one hour. */
  maxDelayMs: z.number().nonnegative().default(3_600_000),
  /** The key under which a payload carries how often it was tried again; default "retries". */
  countKey: z.string().min(1).default("retries"),
});
export type RetryRouterConfig = z.input<typeof RetryRouterConfig>;

/**
 * For payloads that failed without an error being thrown (a refused order, an HTTP 503): sends each on again as `retry`
 * after a delay that grows, and as `exhausted` when that has not helped `maxRetries` times. The count travels in the payload,
 * so whatever reports the failure must hand on the payload that it got. A waiting payload holds no worker and survives a crash.
 * An attempt that throws is the error policy's business (`setErrorHandler`), not this Routine's.
 *
 * @example
 * const again = new RetryRouter({ maxRetries: 5, retryDelayMs: 200 });
 * flow.connect(order.refused, again.input).connect(again.retry, order.input).connect(again.exhausted, report.input);
 */
export class RetryRouter<T extends JsonObject> extends ConfiguredRoutine<typeof RetryRouterConfig> {
  readonly retry = this.defineEvent<T>("retry");
  readonly exhausted = this.defineEvent<T>("exhausted");
  readonly input = defineInput<T>(this, (data, context) => {
    const { maxRetries, retryDelayMs, backoffFactor, maxDelayMs, countKey } = this.settings;
    const retries = countOf(data[countKey]);
    if (retries >= maxRetries) {
      this.emit(this.exhausted, data);
      return;
    }
    context.deferUntil(context.queuedAtMs + Math.min(maxDelayMs, retryDelayMs * backoffFactor ** retries));
    this.emit(this.retry, { ...data, [countKey]: retries + 1 });
  });

  constructor(config: RetryRouterConfig = {}) {
    super(RetryRouterConfig, config);
  }
}

const countOf = (value: unknown): number => (Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0);
