import type { Clock } from "../runtime/ports/clock.ts";
import { answerQuestion } from "./answer-question.ts";
import { applyStatement } from "./apply-statement.ts";
import { toFailureMessage } from "./failure-message.ts";
import type { FromThread, ToThread } from "./thread-message.ts";
import type { ThreadCall } from "./thread-pool.ts";

/** The line to the thread that a call runs on. */
export interface CallLine {
  /** Resolves when the thread has ended. */
  readonly closed: Promise<void>;
  send(message: ToThread): void;
  /** Shows the call the stop sign, in whatever loop it is. */
  raiseStop(call: number): void;
}

interface RunningCallOptions {
  readonly id: number;
  /** What it says is done through its context, what it asks is answered from that, and its signal stops it. */
  readonly call: ThreadCall;
  readonly clock: Clock;
  /** How long it may go on after it was told to stop. */
  readonly graceMs: number;
}

/** One call on its way through a thread: running ─signal→ told to stop ─grace is over→ to be ended with its thread. */
export class RunningCall {
  readonly #options: RunningCallOptions;
  readonly #ending = new AbortController();
  #line: CallLine | null = null;
  #fault: Error | null = null;
  #cancelTimer = (): void => undefined;

  constructor(options: RunningCallOptions) {
    this.#options = options;
    if (this.#signal.aborted) this.#stop();
    else this.#signal.addEventListener("abort", this.#stop, { once: true });
  }

  /** Whether a thread has taken it up. */
  get begun(): boolean {
    return this.#line !== null;
  }

  /** Resolves when the thread that took it up has ended; at once when none did. */
  async threadEnded(): Promise<void> {
    await this.#line?.closed;
  }

  /** Aborted when its thread must end; the reason is what it fails with. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  end(reason: Error): void {
    this.#ending.abort(reason);
  }

  receive(message: FromThread, line: CallLine): void {
    switch (message.kind) {
      case "begun":
        this.#line = line;
        if (this.#signal.aborted) this.#tellToStop();
        return;
      case "say":
        this.#guarded(() => applyStatement(this.#options.call, message.statement));
        return;
      case "ask":
        void this.#answer(message, line);
        return;
    }
  }

  /** @throws the first thing that was wrong with what it said: the function has gone on, and could not know. */
  assertFaultless(): void {
    if (this.#fault) throw this.#fault;
  }

  /** To be called when it has ended. */
  close(): void {
    this.#cancelTimer();
    this.#signal.removeEventListener("abort", this.#stop);
  }

  get #signal(): AbortSignal {
    return this.#options.call.context.signal;
  }

  readonly #stop = (): void => {
    const { clock, graceMs } = this.#options;
    this.#tellToStop();
    this.#cancelTimer = clock.setTimer(graceMs, () => this.end(this.#signal.reason as Error));
  };

  #tellToStop(): void {
    const { id } = this.#options;
    this.#line?.send({ kind: "stop", call: id, reason: toFailureMessage(this.#signal.reason) });
    this.#line?.raiseStop(id); // after the message: who sees the sign finds it
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error(String(error));
    }
  }

  async #answer({ ask, question }: FromThread & { kind: "ask" }, line: CallLine): Promise<void> {
    try {
      line.send({ kind: "answer", ask, value: await answerQuestion(this.#options.call.context, question) });
    } catch (error) {
      line.send({ kind: "refuse", ask, failure: toFailureMessage(error) });
    }
  }
}
