import { AsyncLocalStorage } from "node:async_hooks";
import {
  AppError,
  type ErrorPolicy,
  type ErrorPolicyOptions,
  type JsonObject,
  type JsonValue,
} from "@gantry/contracts";
import type { Attempt, AttemptContext, AttemptResult } from "../runtime/ports/executor.ts";
import type { ThreadTarget } from "../threads/thread-target.ts";
import { errorPolicy } from "./error-policy.ts";
import { OutputEvent, Slot, type SlotHandler, type SlotOptions } from "./ports.ts";

/** One instance serves concurrent Jobs; this tells its handlers which one they run for. */
const running = new AsyncLocalStorage<AttemptContext>();

/**
 * A node of a Flow: Slots in, Events out, handlers between. Subclass it, and define Slots and Events in the
 * constructor or as fields. Instance fields are shared by all Jobs and lost with the process; what must last goes
 * through `context` (shared data, emit) or the handler's result.
 *
 * Source: seed 3, `Routine`.
 */
export abstract class Routine {
  readonly #slots = new Map<string, Slot>();
  readonly #events = new Map<string, OutputEvent>();
  readonly #threadTargets = new Map<string, ThreadTarget>();
  #config: JsonObject = {};
  #errorPolicy: ErrorPolicy | null = null;
  #attemptTimeoutMs: number | null = null;

  /**
   * @throws AppError `invalid_input` when the name is taken or `handler` is not a function.
   */
  defineSlot<In extends JsonObject = JsonObject>(
    name: string,
    handler: SlotHandler<In>,
    options: SlotOptions = {},
  ): Slot<In> {
    this.#assertNew(this.#slots, "a slot", name);
    if (typeof handler !== "function") {
      throw new AppError("invalid_input", `${this.#label()}, slot "${name}": the handler is not a function`);
    }
    const slot = new Slot<In>(this, name, (data, context) => handler.call(this, data, context), options);
    this.#slots.set(name, slot as unknown as Slot);
    return slot;
  }

  /**
   * Defines a Slot whose code runs on a thread of its own, for work that computes: the event loop, the dashboard and
   * other Jobs go on meanwhile. The code is an export of a module, called with the merged input (cloned) and a
   * `ThreadContext`. A Routine with a thread slot has no other kind.
   *
   * @throws AppError `invalid_input` when the name is taken. A target that is not there is a fault of the Flow.
   * Source: page 3, decision 14.
   */
  defineThreadSlot<In extends JsonObject = JsonObject>(
    name: string,
    target: ThreadTarget,
    options: SlotOptions = {},
  ): Slot<In> {
    const runsElsewhere: SlotHandler<In> = () => {
      throw new AppError("internal", `${this.#label()}, slot "${name}" runs on a thread, and not here`);
    };
    const slot = this.defineSlot(name, runsElsewhere, options);
    this.#threadTargets.set(name, target);
    return slot;
  }

  /** @throws AppError `invalid_input` when the name is taken. */
  defineEvent<Out extends JsonObject = JsonObject>(
    name: string,
    outputParams: readonly (keyof Out & string)[] = [],
  ): OutputEvent<Out> {
    this.#assertNew(this.#events, "an event", name);
    const event = new OutputEvent<Out>(this, name, outputParams);
    this.#events.set(name, event as unknown as OutputEvent);
    return event;
  }

  /**
   * Sends `data` to every connected Slot at once, while the handler still runs. Only inside a handler.
   * @throws AppError `invalid_input` for an Event that is not defined, or data that is not JSON.
   */
  emit<Out extends JsonObject>(
    event: OutputEvent<Out> | string,
    data: Out,
    options: { readonly key?: string } = {},
  ): void {
    const name = typeof event === "string" ? event : event.name;
    if (!this.#events.has(name)) {
      throw new AppError(
        "invalid_input",
        `${this.#label()} has no event "${name}": define it with defineEvent("${name}", …)`,
      );
    }
    this.context.emit(name, data, options);
  }

  /** The Job that the calling handler runs for. @throws AppError `internal` outside of a handler. */
  get context(): AttemptContext {
    const context = running.getStore();
    if (!context) throw new AppError("internal", `${this.#label()}: context and emit exist only while a handler runs`);
    return context;
  }

  /** Merges `config` (JSON) into the configuration, which travels with the Flow. */
  setConfig(config: JsonObject): this {
    this.#config = { ...this.#config, ...config };
    return this;
  }

  getConfig<T extends JsonValue>(name: string, fallback: T): T {
    return (this.#config[name] as T | undefined) ?? fallback;
  }

  config(): JsonObject {
    return { ...this.#config };
  }

  /** What happens when an attempt of this Routine fails; without it, what the Flow says. */
  setErrorHandler(options: ErrorPolicyOptions): this {
    this.#errorPolicy = errorPolicy(options);
    return this;
  }

  /** Its failure leaves the Job running. */
  setAsOptional(): this {
    return this.setErrorHandler({ strategy: "continue" });
  }

  /** It is tried again, and fails the Job when that does not help. */
  setAsCritical(options: Omit<ErrorPolicyOptions, "strategy" | "onExhausted"> = {}): this {
    return this.setErrorHandler({ ...options, strategy: "retry", onExhausted: "stop" });
  }

  /** Limit of one attempt, ms; null: none. */
  setTimeout(attemptTimeoutMs: number | null): this {
    this.#attemptTimeoutMs = attemptTimeoutMs;
    return this;
  }

  get errorPolicy(): ErrorPolicy | null {
    return this.#errorPolicy;
  }

  get attemptTimeoutMs(): number | null {
    return this.#attemptTimeoutMs;
  }

  get slots(): ReadonlyMap<string, Slot> {
    return this.#slots;
  }

  get events(): ReadonlyMap<string, OutputEvent> {
    return this.#events;
  }

  /** The code of the Slots that run on a thread, by Slot. */
  get threadTargets(): ReadonlyMap<string, ThreadTarget> {
    return this.#threadTargets;
  }

  /** Runs one attempt: what the inline executor calls. */
  async runAttempt({ slot: name, input, context }: Attempt): Promise<AttemptResult> {
    const slot = this.#slots.get(name);
    if (!slot) throw new AppError("invalid_input", `${this.#label()} has no slot "${name}"`);
    const output = await running.run(context, async () => slot.handler(input, context));
    return { output: (output ?? null) as JsonValue | null }; // whether it is JSON shows when it is packed
  }

  #label(): string {
    return `Routine ${this.constructor.name}`;
  }

  #assertNew(names: ReadonlyMap<string, unknown>, what: string, name: string): void {
    if (names.has(name)) throw new AppError("invalid_input", `${this.#label()} has ${what} "${name}" already`);
  }
}
