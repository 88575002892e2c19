import type { HistoryEventOf, JobState } from "@gantry/contracts";

/** The stats of a Workflow's Routines, over all its Jobs: each change starts from the last value of any of them. */
export class StatTotals {
  readonly #values = new Map<string, number>();

  /** 0 before anybody set it. */
  get(routine: string, name: string): number {
    return this.#values.get(`${routine}.${name}`) ?? 0;
  }

  apply({ routine, name, value }: HistoryEventOf<"stat_changed">): void {
    this.#values.set(`${routine}.${name}`, value);
  }

  /** Takes in what a Job's history says. Jobs do not tell in which order they changed a stat; as most only count up, the highest is the newest. */
  restore({ stats }: JobState): void {
    for (const [routine, values] of Object.entries(stats)) {
      for (const [name, value] of Object.entries(values)) {
        const key = `${routine}.${name}`;
        this.#values.set(key, Math.max(value, this.#values.get(key) ?? -Infinity));
      }
    }
  }
}
