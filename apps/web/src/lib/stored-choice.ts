"use client";

import { useSyncExternalStore } from "react";

/** One preference of this browser, shared by all that show it and by its other tabs. */
export interface StoredChoice<Value extends string> {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly fallback: Value;
}

const CHANGED = "gantry:choice";

/** A preference kept in localStorage under `key`; anything but one of `values` (the first is the default) is ignored. */
export function storedChoice<Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
): StoredChoice<Value> {
  const fallback = values[0];
  return {
    fallback,
    read: () => values.find((value) => value === localStorage.getItem(key)) ?? fallback,
    write(value) {
      localStorage.setItem(key, value);
      // `storage` fires only in the other tabs.
      window.dispatchEvent(new Event(CHANGED));
    },
    subscribe(listener) {
      window.addEventListener("storage", listener);
      window.addEventListener(CHANGED, listener);
      return () => {
        window.removeEventListener("storage", listener);
        window.removeEventListener(CHANGED, listener);
      };
    },
  };
}

/** The current value; the default while the page is rendered on the server. */
export const useStoredChoice = <Value extends string>(choice: StoredChoice<Value>): Value =>
  useSyncExternalStore(choice.subscribe, choice.read, () => choice.fallback);
