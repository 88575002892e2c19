import type { JsonValue } from "@gantry/contracts";

/** Keys whose values are somebody's own data: what is inside is not ours to rename. */
const OPAQUE_KEYS: ReadonlySet<string> = new Set([
  "inline",
  "fields",
  "metadata",
  "config",
  "parameters",
  "context",
  "result",
]);

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const isoTime = (atMs: number): string => new Date(atMs).toISOString();
export const isoTimeOrNull = (atMs: number | null): string | null => (atMs === null ? null : isoTime(atMs));

/**
 * Our camelCase records as REST shows them: snake_case keys, and `fooAtMs` (epoch ms) as `foo_at` (ISO-8601 UTC).
 * The one place where the two worlds meet.
 */
export function toWire(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null) return value as JsonValue;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]): [string, JsonValue] => {
        if (OPAQUE_KEYS.has(key)) return [snake(key), member as JsonValue];
        if (/^atMs$|AtMs$/.test(key)) return [snake(key.slice(0, -2)), isoTimeOrNull(member as number | null)];
        return [snake(key), toWire(member)];
      }),
  );
}
