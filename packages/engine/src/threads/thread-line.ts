import { receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import type { CallLine } from "./running-call.ts";
import type { FromThread, LineMessage, ToThread } from "./thread-message.ts";

/** The pool's end of a thread's line. It does not keep the process alive: the pool's own port does while a call runs. */
export class ThreadLine implements CallLine {
  /** Resolves when the thread has ended and everything it said is taken in. */
  readonly closed: Promise<void>;
  readonly #port: MessagePort;
  readonly #stopFlag: Int32Array;
  readonly #onMessage: (message: FromThread, line: ThreadLine) => void;

  constructor({ port, stopFlag }: LineMessage, onMessage: (message: FromThread, line: ThreadLine) => void) {
    this.#port = port;
    this.#stopFlag = stopFlag;
    this.#onMessage = onMessage;
    port.on("message", (message: FromThread) => onMessage(message, this));
    this.closed = new Promise((resolve) => port.once("close", resolve));
    port.unref();
  }

  send(message: ToThread): void {
    this.#port.postMessage(message);
  }

  raiseStop(call: number): void {
    Atomics.store(this.#stopFlag, 0, call);
  }

  /** Takes in everything that the thread has said up to now, before the event loop comes to it. */
  drain(): void {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      this.#onMessage(next.message as FromThread, this);
    }
  }

  close(): void {
    this.#port.close();
  }
}
