import type { ConnectionDefinition } from "@gantry/contracts";

export interface CriticalPath {
  readonly durationMs: number;
  /** Routine names from the first to the last. */
  readonly routines: readonly string[];
}

/**
 * The longest chain through a Flow when each Routine takes `durationMs(name)`: no number of workers can be faster.
 * @returns null for a Flow with a loop, where no such bound exists.
 */
export function criticalPathOf(
  routines: readonly string[],
  connections: readonly ConnectionDefinition[],
  durationMs: (routine: string) => number,
): CriticalPath | null {
  const order = topologicalOrder(routines, connections);
  if (order === null) return null;
  const sources = new Map<string, string[]>();
  for (const { source, target } of connections) sources.set(target, [...(sources.get(target) ?? []), source]);
  const best = new Map<string, CriticalPath>();
  let longest: CriticalPath = { durationMs: 0, routines: [] };
  for (const routine of order) {
    const before = (sources.get(routine) ?? []).map((source) => best.get(source)).reduce(longer, undefined);
    const path = {
      durationMs: (before?.durationMs ?? 0) + durationMs(routine),
      routines: [...(before?.routines ?? []), routine],
    };
    best.set(routine, path);
    if (path.durationMs > longest.durationMs) longest = path;
  }
  return longest;
}

const longer = (a: CriticalPath | undefined, b: CriticalPath | undefined): CriticalPath | undefined =>
  a === undefined || (b !== undefined && b.durationMs > a.durationMs) ? b : a;

/** Kahn's algorithm; null when a loop keeps some Routines from ever being free. */
function topologicalOrder(routines: readonly string[], connections: readonly ConnectionDefinition[]): string[] | null {
  const open = new Map(routines.map((routine) => [routine, 0]));
  const targets = new Map<string, string[]>();
  for (const { source, target } of connections) {
    open.set(target, (open.get(target) ?? 0) + 1);
    targets.set(source, [...(targets.get(source) ?? []), target]);
  }
  const order = [...open].filter(([, count]) => count === 0).map(([routine]) => routine);
  for (const routine of order) {
    for (const target of targets.get(routine) ?? []) {
      const left = (open.get(target) ?? 0) - 1;
      open.set(target, left);
      if (left === 0) order.push(target);
    }
  }
  return order.length === open.size ? order : null;
}
