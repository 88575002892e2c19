import { AsyncLocalStorage } from "node:async_hooks";
import {
  AppError,
  type ErrorPolicy,
  type ErrorPolicyOptions,
  type JsonObject,
  type JsonValue,
} from "@gantry/contracts";
import type { Attempt, AttemptContext, AttemptResult, MergeFunction } from "../runtime/ports/executor.ts";
import type { ThreadTarget } from "../threads/thread-target.ts";
import { errorPolicy } from "./error-policy.ts";
import { OutputEvent, checkingEmissions } from "./output-event.ts";
import { RoutineStats, type RunStats, type StatAccess } from "./routine-stats.ts";
import { Slot } from "./slot.ts";
import type { ActivationOption, AnySlotOptions, MessageOf, SlotHandler, SlotOptions } from "./slot-options.ts";
import type { StandardSchema } from "./standard-schema.ts";

/** One instance serves concurrent Jobs; this tells its handlers which one they run for. */
const running = new AsyncLocalStorage<{ readonly routine: Routine; readonly context: AttemptContext }>();

/**
 * A node of a Flow: Slots in, Events out, handlers between. Subclass it, and define Slots and Events in the
 * constructor or as fields. Instance fields are shared by all Jobs and lost with the process; what must last goes
 * through `context` (shared data, emit), stats, or the handler's result. Frozen by its Flow's first use.
 *
 * Source: seed 3, `Routine`.
 */
export abstract class Routine {
  /** By name. */
  readonly slots: Readonly<Record<string, Slot<never>>> = emptyRecord();
  /** By name. */
  readonly events: Readonly<Record<string, OutputEvent>> = emptyRecord();
  readonly #threadTargets = new Map<string, ThreadTarget>();
  readonly #stats = new RoutineStats(() => this.#label());
  #config: JsonObject = {};
  #errorPolicy: ErrorPolicy | null = null;
  #attemptTimeoutMs: number | null = null;
  #checksEvents = false;
  #frozen = false;

  /** By what name a RoutineRegistry knows how to build it: its class's. */
  get implementation(): string {
    return this.constructor.name;
  }

  /**
   * `In` is what the handler takes, after merging; what a message must carry follows from it and the options.
   * @throws AppError `invalid_input` when the name is taken or `handler` is not a function.
   */
  defineSlot<In extends JsonObject = JsonObject>(
    name: string,
    handler: SlotHandler<In>,
    options: SlotOptions<In> & { readonly mergeStrategy: "append" },
  ): Slot<MessageOf<In, "append", "each">>;
  defineSlot<In extends JsonObject = JsonObject>(
    name: string,
    handler: SlotHandler<In>,
    options: SlotOptions<In> & { readonly mergeStrategy: "list" },
  ): Slot<MessageOf<In, "list", "each">>;
  defineSlot<In extends JsonObject, Message extends JsonObject = JsonObject>(
    name: string,
    handler: SlotHandler<In>,
    options: SlotOptions<In> & { readonly mergeStrategy: MergeFunction<In, Message> },
  ): Slot<Message>;
  defineSlot<In extends JsonObject = JsonObject>(
    name: string,
    handler: SlotHandler<In>,
    options: SlotOptions<In> & { readonly activation: Exclude<ActivationOption, "each"> },
  ): Slot<Partial<In>>;
  defineSlot<In extends JsonObject = JsonObject>(
    name: string,
    handler: SlotHandler<In>,
    options?: SlotOptions<In>,
  ): Slot<In>;
  defineSlot(name: string, handler: SlotHandler<never>, options: AnySlotOptions = {}): Slot<never> {
    this.#assertNew(this.slots, "a slot", name);
    if (typeof handler !== "function") {
      throw new AppError("invalid_input", `${this.#label()}, slot "${name}": the handler is not a function`);
    }
    const bound = handler.bind(this) as SlotHandler; // what it takes is what the Slot merges and checks
    const slot = new Slot<never>(this, name, bound, options);
    (this.slots as Record<string, Slot<never>>)[name] = slot;
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
    options: SlotOptions<In> = {},
  ): Slot<In> {
    const runsElsewhere: SlotHandler<In> = () => {
      throw new AppError("internal", `${this.#label()}, slot "${name}" runs on a thread, and not here`);
    };
    const slot = this.defineSlot(name, runsElsewhere, options);
    this.#threadTargets.set(name, target);
    return slot;
  }

  /**
   * @param carries the names of its parameters, for people; or a schema, against which every emission is checked.
   * @throws AppError `invalid_input` when the name is taken.
   */
  defineEvent<Out extends JsonObject = JsonObject>(
    name: string,
    carries: readonly (keyof Out & string)[] | StandardSchema<Out> = [],
  ): OutputEvent<Out> {
    this.#assertNew(this.events, "an event", name);
    const event = isSchema(carries)
      ? new OutputEvent<Out>(this, name, [], carries)
      : new OutputEvent<Out>(this, name, carries);
    this.#checksEvents ||= isSchema(carries);
    (this.events as Record<string, OutputEvent>)[name] = event;
    return event;
  }

  /**
   * Sends `data` to every connected Slot at once, while the handler still runs. Only inside a handler.
   * @throws AppError `invalid_input` for an Event that is not defined, or data that is not JSON; AttemptError
   * `invalid_payload` for data that the Event's schema refuses.
   */
  emit<Out extends JsonObject>(event: OutputEvent<Out>, data: NoInfer<Out>, options?: { readonly key?: string }): void;
  emit(event: string, data: JsonObject, options?: { readonly key?: string }): void;
  emit(event: OutputEvent | string, data: JsonObject, options: { readonly key?: string } = {}): void {
    const name = typeof event === "string" ? event : event.name;
    if (!this.hasEvent(name)) {
      throw new AppError(
        "invalid_input",
        `${this.#label()} has no event "${name}": define it with defineEvent("${name}", …)`,
      );
    }
    this.context.emit(name, data, options);
  }

  /** The Job that the calling handler runs for. @throws AppError `internal` outside of this Routine's handlers. */
  get context(): AttemptContext {
    const context = this.#ownContext();
    if (!context) throw new AppError("internal", `${this.#label()}: context and emit exist only while a handler runs`);
    return context;
  }

  /**
   * A number that belongs to this Routine over all Jobs of its Flow. Inside its handlers the newest value, outside of
   * them what the run says now, before any run what the constructor set. `fallback`: 0.
   */
  getStat(name: string, fallback?: number): number {
    return this.#statAccess().getStat(name, fallback);
  }

  /**
   * Inside a handler: recorded, and not again when the attempt is re-run. Before the Flow's first use: its initial value.
   * @throws AppError `invalid_input` for what is not a finite number; `conflict` outside of handlers once the Flow is used.
   */
  setStat(name: string, value: number): this {
    this.#statAccess().setStat(name, value);
    return this;
  }

  /** Adds `by` (1), with nobody in between. @returns the new value. */
  incrementStat(name: string, by?: number): number {
    return this.#statAccess().incrementStat(name, by);
  }

  /** Sets what `update` makes of the present value (0 before the first), with nobody in between. @returns the new value. */
  updateStat(name: string, update: (value: number) => number): number {
    return this.#statAccess().updateStat(name, update);
  }

  /** All of them, by name. */
  stats(): Readonly<Record<string, number>> {
    return this.#statAccess().stats();
  }

  /** Merges `config` (JSON) into the configuration, which travels with the Flow. */
  setConfig(config: JsonObject): this {
    this.#assertOpen("configure it");
    this.#config = { ...this.#config, ...config };
    return this;
  }

  getConfig<T extends JsonValue>(name: string, fallback: T): T {
    return (this.#config[name] as T | undefined) ?? fallback;
  }

  config(): JsonObject {
    return { ...this.#config };
  }

  /**
   * What happens when an attempt of this Routine fails; without it, what the Flow says. `retryable` names the errors that
   * are tried again, `jitterRatio` (0-1) spreads the retries. Delays in ms.
   */
  setErrorHandler(options: ErrorPolicyOptions): this {
    this.#assertOpen("set its error handler");
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
    this.#assertOpen("set its timeout");
    this.#attemptTimeoutMs = attemptTimeoutMs;
    return this;
  }

  get errorPolicy(): ErrorPolicy | null {
    return this.#errorPolicy;
  }

  get attemptTimeoutMs(): number | null {
    return this.#attemptTimeoutMs;
  }

  /** Stats that do not begin at nothing. */
  get initialStats(): Readonly<Record<string, number>> {
    return this.#stats.initial;
  }

  /** The code of the Slots that run on a thread, by Slot. */
  get threadTargets(): ReadonlyMap<string, ThreadTarget> {
    return this.#threadTargets;
  }

  hasSlot(name: string): boolean {
    return this.slots[name] !== undefined;
  }

  hasEvent(name: string): boolean {
    return this.events[name] !== undefined;
  }

  /** Lets nothing of its definition change any more: what its Flow calls when it is frozen itself. */
  freeze(): void {
    this.#frozen = true;
    this.#stats.freeze();
  }

  /** Outside of handlers its stats are read from `run` from now on: what its Flow calls when it starts. */
  followRun(run: RunStats): void {
    this.#stats.follow(run);
  }

  /** Runs one attempt: what the inline executor calls. */
  async runAttempt({ slot: name, input, context }: Attempt): Promise<AttemptResult> {
    const slot = this.slots[name];
    if (!slot) throw new AppError("invalid_input", `${this.#label()} has no slot "${name}"`);
    const data = slot.hasSchema ? await slot.check(input) : input;
    const own = this.#checksEvents ? checkingEmissions(context, this.events) : context;
    const output = await running.run({ routine: this, context: own }, async () => slot.handler(data, own));
    return { output: (output ?? null) as JsonValue | null }; // whether it is JSON shows when it is packed
  }

  #ownContext(): AttemptContext | null {
    const current = running.getStore();
    return current?.routine === this ? current.context : null;
  }

  #statAccess(): StatAccess {
    return this.#ownContext() ?? this.#stats;
  }

  #label(): string {
    return `Routine ${this.implementation}`;
  }

  #assertNew(names: Readonly<Record<string, unknown>>, what: string, name: string): void {
    this.#assertOpen(`define ${what}`);
    if (names[name]) throw new AppError("invalid_input", `${this.#label()} has ${what} "${name}" already`);
  }

  #assertOpen(what: string): void {
    if (this.#frozen)
      throw new AppError("conflict", `${this.#label()} is frozen since its flow's first use: ${what} before that`);
  }
}

/** Without a prototype, so that any name is only what was defined under it. */
const emptyRecord = <T>(): Readonly<Record<string, T>> => Object.create(null) as Record<string, T>;

const isSchema = <Out>(carries: readonly string[] | StandardSchema<Out>): carries is StandardSchema<Out> =>
  "~standard" in carries;
