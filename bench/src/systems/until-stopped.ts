import { once } from "node:events";
import type { AttemptContext } from "@gantry/engine";
import type { ThreadContext } from "@gantry/engine/threads";

/** What a handler logs when it has begun, and when its signal has reached it: `fields.atMs`. */
export const BEGUN = "begun";
export const STOPPED = "stopped";

/** Epoch ms with fractions, the same on every thread. */
export const epochMs = (): number => performance.timeOrigin + performance.now();

/** Waits, as a handler does that listens to its signal. */
export async function waitUntilStopped(_data: object, { log, signal }: AttemptContext): Promise<never> {
  log("info", BEGUN);
  if (!signal.aborted) await once(signal, "abort");
  log("info", STOPPED, { atMs: epochMs() });
  throw signal.reason;
}

/** Computes, as a function on a thread does that looks at its signal now and then. */
export function computeUntilStopped(_data: object, { log, signal }: ThreadContext): never {
  log("info", BEGUN);
  while (!signal.aborted) computeForAWhile();
  log("info", STOPPED, { atMs: epochMs() });
  throw signal.reason;
}

/** Some tens of microseconds. */
function computeForAWhile(): number {
  let sum = 0;
  for (let n = 0; n < 50_000; n += 1) sum += Math.sqrt(n);
  return sum;
}
