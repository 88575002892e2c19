import { setTimeout as delay } from "node:timers/promises";

const LOOK_AGAIN_MS = 25;

/**
 * Waits for something that another process does and that cannot be subscribed to.
 * @returns the first value that is not null.
 * @throws what `look` throws. There is no time limit here: the test runner guards against hangs.
 */
export async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await delay(LOOK_AGAIN_MS);
  }
}
