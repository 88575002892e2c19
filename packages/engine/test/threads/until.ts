import { setImmediate } from "node:timers/promises";

/** Lets the event loop go round until `condition` holds: threads keep a time of their own. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}
