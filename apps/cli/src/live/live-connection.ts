import type { ErrorCode, LiveFrame, SubscribeAnswer, SubscribeRequest } from "@gantry/contracts";
import { CliError, exitCodeOf } from "../cli-error.ts";
import type { LiveSocket } from "../client/socket.ts";

export type AcceptedAnswer = Extract<SubscribeAnswer, { ok: true }>;

/** One live view: what it asks for, and what it does with what comes. Both report whether something is missing. */
export interface LiveView {
  /** The request that continues exactly where the view stands. */
  request(): SubscribeRequest;
  answered(answer: AcceptedAnswer): { readonly gap: boolean };
  framed(frame: LiveFrame): { readonly gap: boolean };
}

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Told when the connection breaks, and when it is back. */
  readonly onConnection?: (state: "lost" | "back") => void;
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

const isErrorCode = (code: string): code is ErrorCode => FINAL_REFUSALS.has(code);

/**
 * One socket and the view on it. The view is asked to continue after every reconnect and after every gap, so that
 * it moves forward by what fits and by nothing else.
 *
 * L1: frames of any subscription but the present one are dropped; the next answer brings them.
 * L2: it ends only when it is aborted, or when the server refuses for good; a server that is away is waited for.
 */
export class LiveConnection implements Disposable {
  readonly #socket: LiveSocket;
  readonly #probe: () => Promise<unknown>;

  /** `probe` throws when the server answers and refuses us: a socket alone cannot tell why it is not let in. */
  constructor(socket: LiveSocket, options: { readonly probe: () => Promise<unknown> }) {
    this.#socket = socket;
    this.#probe = options.probe;
  }

  /** Keeps `view` up to date until the signal is aborted. @throws CliError when the server refuses it for good. */
  follow(view: LiveView, { signal, onConnection }: FollowOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = this.#socket;
      const running = new AbortController();
      const end = (settle: () => void): void => {
        if (running.signal.aborted) return;
        running.abort();
        socket.off("frame", take).off("connect", ask).off("disconnect", lost).off("connect_error", refused);
        signal.removeEventListener("abort", stopped);
        settle();
      };
      const stopped = (): void => end(resolve);
      let subscriptionId: string | null = null;
      let isLost = false;

      const askLater = (): void => {
        subscriptionId = null;
        setTimeout(() => {
          if (!running.signal.aborted && socket.connected) ask();
        }, ASK_AGAIN_MS);
      };
      // A callback, not a promise: the first frames may come right behind the answer and must find it taken in.
      const ask = (): void => {
        subscriptionId = null;
        if (isLost) onConnection?.("back");
        isLost = false;
        socket.timeout(ANSWER_TIMEOUT_MS).emit("subscribe", view.request(), (error: Error | null, answer) => {
          if (running.signal.aborted) return;
          if (error !== null) return askLater();
          if (answer.ok) {
            subscriptionId = answer.subscriptionId;
            if (view.answered(answer).gap) askLater();
          } else if (isErrorCode(answer.code)) {
            const { code, message } = answer;
            end(() => reject(new CliError(exitCodeOf(code), message, { code })));
          } else askLater();
        });
      };
      const take = (frame: LiveFrame): void => {
        // keeps L1
        if (frame.subscriptionId === subscriptionId && view.framed(frame).gap) askLater();
      };
      const lost = (): void => {
        subscriptionId = null;
        if (!isLost) onConnection?.("lost");
        isLost = true;
      };
      const refused = (): void => {
        lost();
        // keeps L2: unreachable is no refusal.
        this.#probe().catch((error: unknown) => {
          if (error instanceof CliError && error.code !== "unreachable") end(() => reject(error));
        });
      };

      socket.on("frame", take).on("connect", ask).on("disconnect", lost).on("connect_error", refused);
      signal.addEventListener("abort", stopped, { once: true });
      if (signal.aborted) stopped();
      else if (socket.connected) ask();
    });
  }

  [Symbol.dispose](): void {
    this.#socket.disconnect();
  }
}
