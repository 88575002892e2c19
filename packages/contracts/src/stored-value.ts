import { z } from "zod";
import { JsonValue } from "./json.ts";

/** Values up to this size travel inside events; larger ones are stored once by hash and referred to. */
export const INLINE_VALUE_MAX_BYTES = 8 * 1024;

/** Length of the text that stands for a large value in lists. */
export const VALUE_PREVIEW_CHARS = 256;

export const InlineValue = z.object({ inline: JsonValue });
/** `ref` is the sha256 (hex) of the value's JSON text; `sizeBytes` its UTF-8 length. */
export const ValueRef = z.object({ ref: z.string(), sizeBytes: z.number().int().nonnegative(), preview: z.string() });

/** A payload as history keeps it: the value itself when small, else a reference by hash. */
export const StoredValue = z.union([InlineValue, ValueRef]);
export type InlineValue = z.infer<typeof InlineValue>;
export type ValueRef = z.infer<typeof ValueRef>;
export type StoredValue = z.infer<typeof StoredValue>;
