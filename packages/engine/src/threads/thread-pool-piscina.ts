/**
 * A pool of threads on Piscina, the only file that knows it.
 *
 * Owns: which call runs next, the lines to the threads, and when a thread that does not listen is ended.
 * Does not own: the threads themselves (Piscina starts, reuses and ends them), what a call says (RunningCall).
 *
 * Invariants
 * T1  Piscina never has more calls than threads: it forgets calls that wait in its own queue when a thread ends.
 * T2  What a call said is done before its outcome is known, also when its thread ended under it.
 * T3  A call that is told to stop has ended after its grace, in whatever loop it was, and its thread before it.
 * T4  An idle pool keeps no process alive.
 */
import { availableParallelism } from "node:os";
import type { ResourceLimits } from "node:worker_threads";
import { AppError, type JsonValue } from "@gantry/contracts";
import { Piscina } from "piscina";
import type { Clock } from "../runtime/ports/clock.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { crashError, startError, thrownError } from "./call-errors.ts";
import { RunningCall } from "./running-call.ts";
import { besideOf, threadFlags } from "./source-threads.ts";
import { ThreadLine } from "./thread-line.ts";
import { isLineMessage, type CallMessage, type CallOutcome } from "./thread-message.ts";
import type { ThreadCall, ThreadPool } from "./thread-pool.ts";
import { locateModule } from "./thread-target.ts";
import { Turnstile } from "./turnstile.ts";

export interface ThreadPoolOptions {
  /** Calls that run at once, each on a thread of its own; default: one per core. */
  readonly maxThreads?: number;
  /** How long a thread without work stays, ms; default 30,000. */
  readonly idleTimeoutMs?: number;
  /** How long a call that was told to stop may take before its thread is ended, ms; default 1,000. */
  readonly graceMs?: number;
  /** Memory of each thread; Buffers do not count. Default: Node's. */
  readonly resourceLimits?: ResourceLimits;
  readonly clock?: Clock;
}

const DEFAULT_IDLE_TIMEOUT_MS = 30_000;
const DEFAULT_GRACE_MS = 1_000;
const PROGRAM = besideOf(import.meta.url, "./inside/thread-program");

/** @throws AppError `invalid_input` when `maxThreads` is not a whole number above 0. */
export function createThreadPool(options: ThreadPoolOptions = {}): ThreadPool {
  return new PiscinaThreadPool(options);
}

class PiscinaThreadPool implements ThreadPool {
  readonly #pool: Piscina<CallMessage, CallOutcome>;
  readonly #turnstile: Turnstile;
  readonly #clock: Clock;
  readonly #graceMs: number;
  readonly #lines = new Map<number, ThreadLine>();
  readonly #calls = new Map<number, RunningCall>();
  #lastCall = 0;
  #closed = false;

  constructor(options: ThreadPoolOptions) {
    const { maxThreads = availableParallelism(), idleTimeoutMs = DEFAULT_IDLE_TIMEOUT_MS, resourceLimits } = options;
    if (!Number.isInteger(maxThreads) || maxThreads < 1) {
      throw new AppError("invalid_input", `A pool's maxThreads must be a whole number above 0, not ${maxThreads}`);
    }
    this.#clock = options.clock ?? systemClock;
    this.#graceMs = options.graceMs ?? DEFAULT_GRACE_MS;
    this.#turnstile = new Turnstile(maxThreads);
    this.#pool = new Piscina({
      filename: PROGRAM.href,
      name: "runCall",
      minThreads: 0,
      maxThreads,
      idleTimeout: idleTimeoutMs,
      recordTiming: false,
      ...threadFlags(PROGRAM),
      ...(resourceLimits && { resourceLimits }),
    });
    this.#pool.on("message", (message: unknown) => this.#greet(message));
    this.#pool.on("error", (error: Error) => this.#failUnbegun(error));
  }

  get threads(): number {
    return this.#pool.threads.length;
  }

  async run(call: ThreadCall): Promise<JsonValue | null> {
    await this.#turnstile.enter(call.context.signal); // keeps T1
    try {
      return await this.#runOnThread(call);
    } finally {
      this.#turnstile.leave();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.destroy();
    for (const line of this.#lines.values()) line.close();
  }

  async #runOnThread(call: ThreadCall): Promise<JsonValue | null> {
    this.#lastCall += 1;
    const id = this.#lastCall;
    const running = new RunningCall({ id, call, clock: this.#clock, graceMs: this.#graceMs });
    this.#calls.set(id, running);
    try {
      const outcome = await this.#outcome(running, callMessage(id, call));
      running.assertFaultless();
      if (outcome.kind === "failed") throw thrownError(outcome.failure);
      return JSON.parse(outcome.outputJson) as JsonValue | null;
    } finally {
      running.close();
      this.#calls.delete(id);
    }
  }

  async #outcome(running: RunningCall, message: CallMessage): Promise<CallOutcome> {
    this.#assertOpen();
    try {
      const outcome = await this.#pool.run(message, { signal: running.ending });
      this.#lines.get(outcome.threadId)?.drain(); // keeps T2
      return outcome;
    } catch (error) {
      for (const line of this.#lines.values()) line.drain(); // which thread it was, nobody tells
      await running.threadEnded();
      running.ending.throwIfAborted();
      this.#assertOpen();
      throw crashError(message.routine, error);
    }
  }

  #greet(message: unknown): void {
    if (!isLineMessage(message)) return; // a module of somebody's has used its thread's own port
    const line = new ThreadLine(message, (said, from) => this.#calls.get(said.call)?.receive(said, from));
    this.#lines.set(message.threadId, line);
    void line.closed.then(() => this.#lines.delete(message.threadId));
  }

  /** A thread has ended that no call was on. If it was meant for one, that one would wait for ever. */
  #failUnbegun(error: Error): void {
    if (this.#pool.threads.length >= this.#calls.size) return;
    for (const call of this.#calls.values()) if (!call.begun) call.end(startError(error));
  }

  #assertOpen(): void {
    if (this.#closed) throw new AppError("unavailable", "The thread pool was closed");
  }
}

const callMessage = (call: number, { target, input, context, events }: ThreadCall): CallMessage => ({
  call,
  module: locateModule(target.module).href,
  exportName: target.exportName,
  workflowId: context.workflowId,
  jobId: context.jobId,
  taskId: context.taskId,
  attempt: context.attempt,
  routine: context.routine,
  queuedAtMs: context.queuedAtMs,
  activation: context.activation,
  events: events ?? null,
  config: context.config,
  input,
});
