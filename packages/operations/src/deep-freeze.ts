import type { JsonObject, JsonValue } from "@gantry/contracts";

/** Freezes JSON through and through; for a copy that nobody else holds. */
export function deepFreeze(value: JsonObject): JsonObject {
  const freeze = (each: JsonValue): void => {
    if (typeof each !== "object" || each === null || Object.isFrozen(each)) return;
    Object.freeze(each);
    for (const inner of Object.values(each)) freeze(inner);
  };
  freeze(value);
  return value;
}
