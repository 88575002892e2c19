/** Deepest nesting that is read from anyone: more is an attack on recursive readers, not data. */
export const MAX_JSON_DEPTH = 64;

/**
 * Whether arrays and objects nest deeper than `maxDepth` levels; a scalar has depth 0.
 * Iterative, so that it can stand guard before anything recursive (a schema, JSON.stringify).
 */
export function isDeeperThan(value: unknown, maxDepth: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const containers = level.filter((item): item is object => typeof item === "object" && item !== null);
    if (containers.length > 0 && depth >= maxDepth) return true;
    level = containers.flatMap((container): unknown[] => Object.values(container));
  }
  return false;
}
