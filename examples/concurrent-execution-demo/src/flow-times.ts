import type { Flow } from "@gantry/engine";

/** How long one Job of a Flow of stages takes, ms. */
export interface FlowTimes {
  /** All stages together: what it costs the workers. */
  readonly workMs: number;
  /** The longest chain of stages that follow each other: what it takes when it never waits. */
  readonly chainMs: number;
}

/** Adds up the stages' `durationMs`. For a Flow without loops. */
export function flowTimes(flow: Flow): FlowTimes {
  const { routines, connections } = flow.definition();
  const durationOf = new Map(
    [...flow.routines].map(([name, routine]) => [name, routine.getConfig<number>("durationMs", 0)]),
  );
  const chainTo = (name: string): number => {
    const sources = connections.filter(({ target }) => target === name).map(({ source }) => source);
    return Math.max(0, ...sources.map(chainTo)) + (durationOf.get(name) ?? 0);
  };
  return {
    workMs: [...durationOf.values()].reduce((sum, durationMs) => sum + durationMs, 0),
    chainMs: Math.max(...routines.map(({ name }) => chainTo(name))),
  };
}
