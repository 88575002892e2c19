import type { JsonObject, JsonValue } from "@gantry/contracts";
import { z } from "zod";

/**
 * A schema as it can stand inside another document. zod describes "any JSON" by a definition that refers to itself from
 * the root, which is elsewhere then; `{}` says the same. No other schema of ours is recursive.
 */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonObject {
  const { $schema: _dialect, $defs: _anyJson, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return withoutReferences(rest as JsonObject) as JsonObject;
}

function withoutReferences(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== "object" || value === null) return value;
  if (typeof value.$ref === "string") return {};
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutReferences(member)]));
}
