import type { NodeActivity } from "./node-activity.ts";

/**
 * What every node does now, for nodes that read their own: when one of 5,000 changes, one is drawn again.
 * One per graph; written by the graph, read by its nodes and edges.
 */
export class ActivityStore {
  #activities: Readonly<Record<string, NodeActivity>> = {};
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The same object as before while nothing of it changed. */
  readonly get = (routine: string): NodeActivity | undefined => this.#activities[routine];

  replace(activities: Readonly<Record<string, NodeActivity>>): void {
    const kept = Object.entries(activities).map(([routine, activity]) => {
      const held = this.#activities[routine];
      return [routine, held !== undefined && sameActivity(held, activity) ? held : activity] as const;
    });
    this.#activities = Object.fromEntries(kept);
    for (const listener of this.#listeners) listener();
  }
}

const sameActivity = (a: NodeActivity, b: NodeActivity): boolean =>
  (Object.keys(a) as (keyof NodeActivity)[]).every((key) => a[key] === b[key]);
