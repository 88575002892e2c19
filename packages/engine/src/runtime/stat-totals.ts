import type { FlowDefinition, HistoryEventOf, JobState } from "@gantry/contracts";

interface Stat {
  readonly value: number;
  /** The number of the change that set it; 0: its initial value. */
  readonly change: number;
}

/**
 * The stats of a Workflow's Routines, over all its Jobs: each change starts from the last value of any of them. The
 * changes are numbered over all Jobs, so that after a restart the newest of the Jobs' values is found again.
 */
export class StatTotals {
  readonly #stats = new Map<string, Map<string, Stat>>();
  #lastChange = 0;

  constructor({ routines }: Pick<FlowDefinition, "routines">) {
    for (const { name: routine, initialStats = {} } of routines) {
      for (const [name, value] of Object.entries(initialStats)) this.#set(routine, name, { value, change: 0 });
    }
  }

  /** undefined before anybody set it. */
  get(routine: string, name: string): number | undefined {
    return this.#stats.get(routine)?.get(name)?.value;
  }

  /** By name. */
  all(routine: string): Record<string, number> {
    return Object.fromEntries([...(this.#stats.get(routine) ?? [])].map(([name, { value }]) => [name, value]));
  }

  /** The number of the next change. */
  nextChange(): number {
    this.#lastChange += 1;
    return this.#lastChange;
  }

  apply({ routine, name, value, change = 0 }: HistoryEventOf<"stat_changed">): void {
    this.#set(routine, name, { value, change });
  }

  /** Takes in what a Job's history says, where it is newer than what other Jobs said. */
  restore({ stats, statChanges = {} }: JobState): void {
    for (const [routine, values] of Object.entries(stats)) {
      for (const [name, value] of Object.entries(values)) {
        const change = statChanges[routine]?.[name] ?? 0;
        if (change >= (this.#stats.get(routine)?.get(name)?.change ?? 0)) this.#set(routine, name, { value, change });
      }
    }
  }

  #set(routine: string, name: string, stat: Stat): void {
    const stats = this.#stats.get(routine);
    if (stats) stats.set(name, stat);
    else this.#stats.set(routine, new Map([[name, stat]]));
    this.#lastChange = Math.max(this.#lastChange, stat.change);
  }
}
