import type { JsonObject, JsonValue } from "@gantry/contracts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import type { ThreadTarget } from "./thread-target.ts";

/** A function to be called on a thread. */
export interface ThreadCall {
  readonly target: ThreadTarget;
  /** Cloned. */
  readonly input: JsonObject;
  /** What the function's own context stands for; its signal stops the call. */
  readonly context: AttemptContext;
  /** The Events that it may emit, so that it hears of a wrong name where it says it; default: the context decides. */
  readonly events?: readonly string[];
  /** Throws what is wrong with an emission before the context gets it. */
  readonly assertEmission?: (event: string, data: JsonObject) => void;
}

/** Where CPU-bound work runs: threads that are started when there is work and end when there has been none for a while. */
export interface ThreadPool {
  /** Threads there are now, busy or idle. */
  readonly threads: number;
  /**
   * Calls the function on a free thread, the longest waiting call first.
   *
   * When the context's signal is aborted a call that waits ends at once; one that runs is told so through its own
   * signal, and when it goes on after a grace its thread is ended, in whatever loop it is. Either way none of its code
   * runs any more once this has settled.
   *
   * @returns what the function returned or resolved to.
   * @throws AttemptError `invalid_target` (not retryable) for a module or an export that is not there;
   * `thread_crashed` when its thread ended under it (`process.exit`, out of memory, an uncaught error); the signal's
   * reason when it was stopped; otherwise what the function threw, with its name, code and message.
   */
  run(call: ThreadCall): Promise<JsonValue | null>;
  /** Ends every thread, in the middle of its work too. Resolves when they have ended. */
  close(): Promise<void>;
}
