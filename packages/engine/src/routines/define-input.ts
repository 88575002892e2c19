import { AppError, type ActivationPolicy, type JsonObject } from "@gantry/contracts";
import { ENTRY_SLOT } from "../flow/flow.ts";
import type { Slot } from "../flow/slot.ts";
import type { MessageList, SlotHandler } from "../flow/slot-options.ts";
import type { Routine } from "../flow/routine.ts";

/** The Slot `input`; as `trigger` the same handler makes the Routine an entry of its Flow. */
export function defineInput<In extends JsonObject>(routine: Routine, handler: SlotHandler<In>): Slot<In> {
  routine.defineSlot<In>(ENTRY_SLOT, handler);
  return routine.defineSlot<In>("input", handler);
}

/** The Slot `input` of a Routine that takes several messages at once; `activation` is asked when the Flow is frozen. */
export function defineListInput<T extends JsonObject>(
  routine: Routine,
  activation: () => ActivationPolicy,
  handler: SlotHandler<MessageList<T>>,
): Slot<T> {
  return routine.defineSlot<MessageList<T>>("input", handler, { mergeStrategy: "list", activation });
}

/** @throws AppError `invalid_input` when somebody without types passes something else. */
export function requireFunction(what: string, value: unknown): void {
  if (typeof value !== "function") throw new AppError("invalid_input", `${what} is not a function`);
}
