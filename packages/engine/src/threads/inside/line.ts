import { MessageChannel, parentPort, receiveMessageOnPort, threadId, type MessagePort } from "node:worker_threads";
import type { JsonValue } from "@gantry/contracts";
import { fromFailureMessage } from "../failure-message.ts";
import type { FromThread, LineMessage, Question, Statement, ToThread } from "../thread-message.ts";

interface Waiter {
  resolve(value: JsonValue | undefined): void;
  reject(error: Error): void;
}

/** The thread's end of its line to the pool: statements in order, questions and their answers, and the word to stop. */
export class Line {
  readonly #port: MessagePort;
  readonly #stopFlag: Int32Array;
  readonly #waiters = new Map<number, Waiter>();
  #lastAsk = 0;
  #call = 0;
  #onStop: ((reason: Error) => void) | null = null;

  /** Says hello. @throws Error outside of a thread. */
  static open(): Line {
    if (parentPort === null) throw new Error("This is the program of a pool's threads; it does not run by itself");
    const { port1, port2 } = new MessageChannel();
    const stopFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const hello: LineMessage = { kind: "line", threadId, port: port2, stopFlag };
    parentPort.postMessage(hello, [port2]);
    return new Line(port1, stopFlag);
  }

  constructor(port: MessagePort, stopFlag: Int32Array) {
    this.#port = port;
    this.#stopFlag = stopFlag;
    port.on("message", (message: ToThread) => this.#receive(message));
  }

  /** From now on the line is that call's, until the next one begins. `onStop` is called when it is told to stop. */
  begin(call: number, onStop: (reason: Error) => void): void {
    this.#call = call;
    this.#onStop = onStop;
    this.#waiters.clear(); // what a former call did not wait for
    this.#send({ kind: "begun", call });
  }

  say(statement: Statement): void {
    this.#send({ kind: "say", call: this.#call, statement });
  }

  /** @returns the answer. What nobody awaits may fail in silence: the other side keeps the reason. */
  ask(question: Question): Promise<JsonValue | undefined> {
    this.#lastAsk += 1;
    const ask = this.#lastAsk;
    const answer = new Promise<JsonValue | undefined>((resolve, reject) => this.#waiters.set(ask, { resolve, reject }));
    answer.catch(() => undefined);
    this.#send({ kind: "ask", call: this.#call, ask, question });
    return answer;
  }

  /** Takes in the word to stop even in synchronous code, which keeps messages from being delivered. */
  checkStop(): void {
    if (Atomics.load(this.#stopFlag, 0) !== this.#call) return;
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      this.#receive(next.message as ToThread);
    }
  }

  #send(message: FromThread): void {
    this.#port.postMessage(message);
  }

  #receive(message: ToThread): void {
    if (message.kind === "stop") {
      if (message.call === this.#call) this.#onStop?.(fromFailureMessage(message.reason));
      return;
    }
    const waiter = this.#waiters.get(message.ask);
    this.#waiters.delete(message.ask);
    if (message.kind === "answer") waiter?.resolve(message.value);
    else waiter?.reject(fromFailureMessage(message.failure));
  }
}
