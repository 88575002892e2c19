import type { JsonValue } from "@gantry/contracts";

/**
 * What a service's reference of protocol `inline` and format `json` carries, decoded from its base64; undefined for
 * every other value, and for one that says so but is not.
 */
export function carriedJson(value: JsonValue): JsonValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { protocol, format, uri } = value;
  if (protocol !== "inline" || format !== "json" || typeof uri !== "string") return undefined;
  try {
    const bytes = Uint8Array.from(atob(uri), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as JsonValue;
  } catch {
    return undefined;
  }
}
