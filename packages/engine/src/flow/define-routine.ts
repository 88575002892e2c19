import { AppError, type ErrorPolicyOptions, type JsonObject, type JsonValue } from "@gantry/contracts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import type { ThreadTarget } from "../threads/thread-target.ts";
import type { OutputEvent } from "./output-event.ts";
import { Routine } from "./routine.ts";
import type { Slot } from "./slot.ts";
import type { AnySlotOptions, MergedBy, MessageOf, SlotHandler, SlotOptions } from "./slot-options.ts";
import type { StandardSchema } from "./standard-schema.ts";

/** What an Event carries: the names of its parameters, or a schema. */
export type EventSpec = readonly string[] | StandardSchema<JsonObject>;

export type PayloadOf<Spec> = Spec extends readonly (infer Name extends string)[]
  ? Record<Name, JsonValue>
  : Spec extends StandardSchema<infer Payload>
    ? Payload
    : never;

/** An attempt's context that knows the Routine's Events. */
export interface RoutineContext<Events> extends Omit<AttemptContext, "emit"> {
  /** Delivers at once, while the handler still runs. Repeated under the same `key` (default: its ordinal) it counts once. */
  readonly emit: <Name extends keyof Events & string>(
    event: Name,
    data: PayloadOf<Events[Name]>,
    options?: { readonly key?: string },
  ) => void;
}

/** A Slot: `handler`, or the code that runs on a `thread`. The options are a Slot's of the class style. */
type SlotSpec<In, Merge, Events> = Omit<AnySlotOptions, "schema"> & { readonly schema?: StandardSchema<In> } & (
    | {
        readonly handler: (data: DataOf<In, Merge>, context: RoutineContext<Events>) => unknown;
        readonly thread?: never;
      }
    | { readonly thread: ThreadTarget; readonly handler?: never }
  );

/** What a Slot's handler takes: what it or its schema says, else what its merge strategy makes. */
type DataOf<In, Merge> = unknown extends In ? MergedBy<Merge> : In;

type OptionOf<Options, Name> = Name extends keyof Options ? Options[Name] : undefined;

/** Lets the compiler look at one option of a Slot at a time. */
type AnySlotSpec = Readonly<Partial<Record<keyof AnySlotOptions | "handler" | "thread", unknown>>>;

type Specs<T> = Readonly<Record<string, T>>;

/** A Routine as one object. `Inputs`: what each Slot's handler takes; the compiler finds all of it out by itself. */
export interface RoutineSpec<Events extends Specs<EventSpec>, Inputs, Merges, Activations> {
  /** By which a RoutineRegistry builds it, and errors call it; default "routine". */
  readonly name?: string;
  /** JSON; `context.config` in handlers. */
  readonly config?: JsonObject;
  /** Stats that do not begin at nothing. */
  readonly initialStats?: Readonly<Record<string, number>>;
  readonly events?: Events;
  readonly slots: { readonly [Name in keyof Inputs]: SlotSpec<Inputs[Name], OptionOf<Merges, Name>, Events> } & {
    readonly [Name in keyof Merges]: AnySlotSpec & { readonly mergeStrategy?: Merges[Name] };
  } & { readonly [Name in keyof Activations]: AnySlotSpec & { readonly activation?: Activations[Name] } };
  readonly errorPolicy?: ErrorPolicyOptions;
  /** Limit of one attempt; default none. */
  readonly timeoutMs?: number;
}

/** A Routine whose Slots and Events the compiler knows. */
export type DefinedRoutine<Messages, Events> = Routine & {
  readonly slots: { readonly [Name in keyof Messages]: Slot<Messages[Name]> };
  readonly events: { readonly [Name in keyof Events]: OutputEvent<Extract<PayloadOf<Events[Name]>, JsonObject>> };
};

/**
 * Makes a Routine from one object, for those who prefer that to a class; inside it is the same. For several of a kind,
 * or for a RoutineRegistry, wrap it: `const fetcher = () => defineRoutine({ … })`.
 *
 * @example
 * const double = defineRoutine({
 *   name: "Double",
 *   slots: { trigger: { handler: ({ n }: { n: number }, { emit }) => emit("output", { n: n * 2 }) } },
 *   events: { output: z.object({ n: z.number() }) },
 * });
 * flow.connect(double.events.output, sum.slots.input);
 *
 * @throws AppError `invalid_input` naming what is wrong with it.
 */
export function defineRoutine<
  Inputs,
  const Merges,
  const Activations,
  const Events extends Specs<EventSpec> = Readonly<Record<string, never>>,
>(
  spec: RoutineSpec<Events, Inputs, Merges, Activations>,
): DefinedRoutine<
  {
    [Name in keyof Inputs]: MessageOf<
      Inputs[Name] extends JsonObject ? Inputs[Name] : JsonObject,
      OptionOf<Merges, Name>,
      OptionOf<Activations, Name>
    >;
  },
  Events
> {
  // What the compiler knows of its Slots and Events is what the loops in FunctionRoutine define.
  return new FunctionRoutine(spec) as unknown as ReturnType<typeof defineRoutine<Inputs, Merges, Activations, Events>>;
}

/** A RoutineSpec after the compiler has checked it. */
interface LooseSpec extends Omit<RoutineSpec<Specs<EventSpec>, unknown, unknown, unknown>, "slots"> {
  readonly slots: Specs<AnySlotOptions & { readonly handler?: SlotHandler; readonly thread?: ThreadTarget }>;
}

class FunctionRoutine extends Routine {
  readonly #name: string;

  constructor({ name = "routine", config, initialStats = {}, events = {}, slots, errorPolicy, timeoutMs }: LooseSpec) {
    super();
    this.#name = name;
    for (const [event, carries] of Object.entries(events)) this.defineEvent(event, carries);
    for (const [slot, { handler, thread, ...options }] of Object.entries(slots)) {
      const checked = options as SlotOptions; // by the compiler, in the spec
      if (thread) this.defineThreadSlot(slot, thread, checked);
      else if (handler) this.defineSlot(slot, handler, checked);
      else
        throw new AppError(
          "invalid_input",
          `Routine ${name}, slot "${slot}": it needs a handler, or code for a thread`,
        );
    }
    for (const [stat, value] of Object.entries(initialStats)) this.setStat(stat, value);
    if (config) this.setConfig(config);
    if (errorPolicy) this.setErrorHandler(errorPolicy);
    if (timeoutMs !== undefined) this.setTimeout(timeoutMs);
  }

  override get implementation(): string {
    return this.#name;
  }
}
