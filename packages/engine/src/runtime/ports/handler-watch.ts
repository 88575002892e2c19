import type { Attempt } from "./executor.ts";

/** Sees which handlers run on the event loop, to be able to say which of them blocks it. */
export interface HandlerWatch {
  /** Runs `handler`, which is `attempt`'s, and gives what it gives. */
  run<T>(attempt: Attempt, handler: () => Promise<T>): Promise<T>;
}
