"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import { ActivityStore } from "./activity-store.ts";
import type { NodeActivity } from "./node-activity.ts";

/** What nodes need beside their own data; React Flow makes them, so that it cannot come as props. */
export interface GraphContextValue {
  readonly store: ActivityStore;
  readonly selected: string | null;
  readonly faultyNodes: ReadonlySet<string>;
  readonly onSelect: ((routine: string) => void) | null;
}

export const GraphContext = createContext<GraphContextValue>({
  store: new ActivityStore(),
  selected: null,
  faultyNodes: new Set(),
  onSelect: null,
});

/** Undefined for a Routine that has not begun, and in a preview. */
export function useActivity(routine: string): NodeActivity | undefined {
  const { store } = useContext(GraphContext);
  return useSyncExternalStore(
    store.subscribe,
    () => store.get(routine),
    () => undefined,
  );
}
