import type { ActivationPolicy, JsonObject, JsonValue } from "@gantry/contracts";
import type { AttemptContext, MergeFunction } from "../runtime/ports/executor.ts";
import type { StandardSchema } from "./standard-schema.ts";

/**
 * What a Slot runs: `data` is the merged input, its own copy; what it returns or resolves to (JSON, or nothing)
 * becomes the Task's output. A result that is not JSON fails the attempt.
 */
export type SlotHandler<In extends JsonObject = JsonObject, Context = AttemptContext> = (
  data: In,
  context: Context,
) => unknown;

export type NamedMergeStrategy = "override" | "append" | "list";

/** A batch has to say its size. A function is asked when the Flow is frozen: for a policy that follows from `config`. */
export type ActivationOption = "each" | "all" | ActivationPolicy | (() => ActivationPolicy);

/** SlotOptions of any Slot. */
export interface AnySlotOptions {
  readonly mergeStrategy?: NamedMergeStrategy | ((merged: never, message: never) => JsonObject);
  readonly activation?: ActivationOption;
  readonly schema?: StandardSchema<JsonObject>;
}

export interface SlotOptions<In extends JsonObject = JsonObject> extends AnySlotOptions {
  /**
   * `override` (default): only the new data; `append`: per key the list of all values so far in this Job; `list`: the
   * messages of this activation side by side, `{ items, sources, missing }`; a function: what it makes of all messages so
   * far in this Job.
   */
  readonly mergeStrategy?: NamedMergeStrategy | MergeFunction<In, never>;
  /** Default: once per message. */
  readonly activation?: ActivationOption;
  /** What the handler takes, after merging; the handler gets what the schema makes of it. Anything else fails the attempt for good. */
  readonly schema?: StandardSchema<In>;
}

/** The messages of one activation, side by side. */
export interface MessageList<T extends JsonObject> extends JsonObject {
  items: T[];
  /** The Routine that sent `items[i]`; null: it was submitted. */
  sources: (string | null)[];
  /** The connected Routines of which a set lacks a message. */
  missing: string[];
}

/** What a handler gets that does not say what it takes, by how its Slot merges. */
export type MergedBy<Merge> = Merge extends "append"
  ? Readonly<Record<string, JsonValue[]>>
  : Merge extends "list"
    ? MessageList<JsonObject>
    : Merge extends (merged: never, message: never) => infer Merged
      ? Merged
      : JsonObject;

/** What one message must carry for `In` to come of it, by how the Slot merges and when it activates. */
export type MessageOf<In extends JsonObject, Merge, Activation> = Merge extends "append"
  ? ElementsOf<In>
  : Merge extends "list"
    ? ItemOf<In>
    : Merge extends (merged: never, message: infer Message) => unknown
      ? Message
      : Activation extends "all" | { readonly kind: "all" | "batch" }
        ? Partial<In>
        : In;

/** Of lists by key, one element by key. */
export type ElementsOf<In extends JsonObject> = string extends keyof In
  ? JsonObject
  : { [Key in keyof In]: In[Key] extends readonly (infer Value)[] ? Value : never };

export type ItemOf<In extends JsonObject> = In extends { readonly items: readonly (infer Item)[] } ? Item : JsonObject;
