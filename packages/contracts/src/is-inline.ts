import type { InlineValue, StoredValue } from "./stored-value.ts";

/** Whether history carries the value itself, and not a reference to it. */
export const isInline = (value: StoredValue): value is InlineValue => "inline" in value;
