import type { ErrorCode, LiveFrame, SubscribeAnswer } from "@gantry/contracts";
import { CliError, exitCodeOf } from "../cli-error.ts";
import type { LiveSocket } from "../client/socket.ts";
import type { LiveView } from "./live-view.ts";

export interface LiveSubscriptionOptions {
  readonly view: LiveView;
  /** Throws when the server answers and refuses us: a socket alone cannot tell why it is not let in. */
  readonly probe: () => Promise<unknown>;
  readonly onConnection: (state: "lost" | "back") => void;
  /** The server refuses for good. */
  readonly onRefused: (error: CliError) => void;
}

const ANSWER_TIMEOUT_MS = 10_000;
const ASK_AGAIN_MS = 100;

/** Asking the same question again gets the same answer. */
const FINAL_REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  "not_found",
  "forbidden",
  "unauthorized",
  "invalid_input",
]);

const isFinal = (code: string): code is ErrorCode => FINAL_REFUSALS.has(code);

/**
 * One view on a socket, until it is disposed of. The view is asked to continue after every reconnect and after every
 * gap, so that it moves forward by what fits and by nothing else.
 *
 * L1: frames of any subscription but the present one are dropped; the next answer brings them.
 * L2: only what the server refuses for good ends it; a server that is away is waited for.
 */
export class LiveSubscription implements Disposable {
  readonly #socket: LiveSocket;
  readonly #options: LiveSubscriptionOptions;
  #subscriptionId: string | null = null;
  #isLost = false;
  #isOver = false;

  constructor(socket: LiveSocket, options: LiveSubscriptionOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on("frame", this.#take).on("connect", this.#ask).on("disconnect", this.#lost);
    socket.on("connect_error", this.#notLetIn);
    if (socket.connected) this.#ask();
  }

  readonly #ask = (): void => {
    const { view, onConnection } = this.#options;
    this.#subscriptionId = null;
    if (this.#isLost) onConnection("back");
    this.#isLost = false;
    // A callback, not a promise: the first frames may come right behind the answer and must find it taken in.
    this.#socket.timeout(ANSWER_TIMEOUT_MS).emit("subscribe", view.request(), (error: Error | null, answer) => {
      if (this.#isOver) return;
      if (error === null) this.#answered(answer);
      else this.#askLater();
    });
  };

  #answered(answer: SubscribeAnswer): void {
    if (answer.ok) {
      this.#subscriptionId = answer.subscriptionId;
      if (this.#options.view.answered(answer).gap) this.#askLater();
    } else if (isFinal(answer.code)) {
      const { code, message } = answer;
      this.#options.onRefused(new CliError(exitCodeOf(code), message, { code }));
    } else this.#askLater();
  }

  #askLater(): void {
    this.#subscriptionId = null;
    setTimeout(() => {
      if (!this.#isOver && this.#socket.connected) this.#ask();
    }, ASK_AGAIN_MS);
  }

  readonly #take = (frame: LiveFrame): void => {
    // keeps L1
    if (frame.subscriptionId === this.#subscriptionId && this.#options.view.framed(frame).gap) this.#askLater();
  };

  readonly #lost = (): void => {
    this.#subscriptionId = null;
    if (!this.#isLost) this.#options.onConnection("lost");
    this.#isLost = true;
  };

  readonly #notLetIn = (): void => {
    this.#lost();
    this.#options.probe().catch((error: unknown) => {
      // keeps L2: unreachable is no refusal.
      const isRefusal = error instanceof CliError && error.code !== "unreachable";
      if (isRefusal && !this.#isOver) this.#options.onRefused(error);
    });
  };

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#socket.off("frame", this.#take).off("connect", this.#ask).off("disconnect", this.#lost);
    this.#socket.off("connect_error", this.#notLetIn);
  }
}
