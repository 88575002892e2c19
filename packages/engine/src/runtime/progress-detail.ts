import { AppError, INLINE_VALUE_MAX_BYTES, type JsonObject } from "@gantry/contracts";
import { toJsonText } from "./values.ts";

/**
 * A copy of what an attempt reports beside percent and message, fit for an event; null when it reports nothing more.
 * @throws AppError `invalid_input` when it is not JSON, or larger than a value inside an event may be.
 */
export function progressDetail(detail: JsonObject | undefined, routine: string): JsonObject | null {
  if (detail === undefined) return null;
  const owner = `Routine "${routine}", detail of its progress`;
  const json = toJsonText(detail, owner);
  const sizeBytes = Buffer.byteLength(json);
  if (sizeBytes <= INLINE_VALUE_MAX_BYTES) return JSON.parse(json) as JsonObject;
  const limit = `at most ${String(INLINE_VALUE_MAX_BYTES)} bytes of JSON, not ${String(sizeBytes)}`;
  throw new AppError("invalid_input", `${owner}: ${limit}; what is large belongs into shared data`);
}
