import { Worker } from "node:worker_threads";
import type { Attempt, AttemptContext } from "../runtime/ports/executor.ts";
import type { HandlerWatch } from "../runtime/ports/handler-watch.ts";
import { silentLogger, type Logger } from "../runtime/ports/logger.ts";
import { besideOf, threadFlags } from "../threads/source-threads.ts";
import { describeBlock, type Suspicion } from "./describe-block.ts";
import { LoopBoard } from "./loop-board.ts";
import type { RoutineName, WatchdogData } from "./watchdog-program.ts";

export interface LoopWatchdogOptions {
  /** How long the event loop may not turn, ms; default 500. */
  readonly warnAfterMs?: number;
  readonly logger?: Logger;
}

interface Running {
  readonly context: AttemptContext;
  readonly name: string;
  readonly place: number | null;
}

const DEFAULT_WARN_AFTER_MS = 500;
/** Beats in the time after which a loop without one counts as blocked. */
const BEATS_PER_LIMIT = 5;
const NEWEST_SUSPECTS = 3;
const PROGRAM = besideOf(import.meta.url, "./watchdog-program");

/**
 * Notices that the event loop is blocked. While it is, a thread writes to standard error which routine's handler
 * entered it and did not return; when the loop turns again the process's log says so, and a `warn` line in the Job.
 *
 * Where a handler blocks after it has awaited something, it is the one that ends next, or else one of those that run:
 * then the newest of them are named. A block while no handler runs is not its business, and it does not keep the
 * process alive.
 *
 * Source: page 3, "Under the server".
 */
export class LoopWatchdog implements HandlerWatch {
  readonly #warnAfterMs: number;
  readonly #logger: Logger;
  readonly #board = new LoopBoard();
  #thread: Worker | null = null;
  #beats: NodeJS.Timeout | null = null;
  readonly #numbers = new Map<string, number>();
  /** In the order in which they began. */
  readonly #running = new Set<Running>();
  #lastSignMs = 0;

  constructor(options: LoopWatchdogOptions = {}) {
    this.#warnAfterMs = options.warnAfterMs ?? DEFAULT_WARN_AFTER_MS;
    this.#logger = options.logger ?? silentLogger;
  }

  async run<T>(attempt: Attempt, handler: () => Promise<T>): Promise<T> {
    const running = this.#enter(attempt);
    try {
      const result = handler();
      this.#board.current = null;
      this.#sign(running);
      return await result;
    } finally {
      this.#sign(running);
      this.#running.delete(running);
      this.#board.leave(running.place);
    }
  }

  async close(): Promise<void> {
    if (this.#beats) clearInterval(this.#beats);
    await this.#thread?.terminate();
  }

  /** With the first handler: a process that runs none needs no watchdog. */
  #start(): Worker {
    const workerData: WatchdogData = { cells: this.#board.cells, warnAfterMs: this.#warnAfterMs };
    const thread = new Worker(PROGRAM, { workerData, ...threadFlags(PROGRAM) });
    thread.on("error", (error) => this.#logger.error({ err: error }, "The event loop's watchdog has failed"));
    thread.unref();
    this.#lastSignMs = performance.now();
    this.#beats = setInterval(() => this.#beat(), this.#warnAfterMs / BEATS_PER_LIMIT).unref();
    return thread;
  }

  #enter({ context, flowId }: Attempt): Running {
    this.#thread ??= this.#start();
    this.#sign(null);
    const name = `routine "${context.routine}" of flow ${flowId}`;
    const number = this.#numberOf(name);
    const running = { context, name, place: this.#board.enter(number) };
    this.#running.add(running);
    this.#board.current = number;
    return running;
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const routine = this.#numbers.size + 1;
    this.#numbers.set(name, routine);
    this.#thread?.postMessage({ routine, name } satisfies RoutineName);
    return routine;
  }

  #beat(): void {
    this.#board.beat();
    this.#sign(null);
  }

  /** A sign of life. If none came for too long, it is what ran since the one before that has blocked: `suspect`, if known. */
  #sign(suspect: Running | null): void {
    const nowMs = performance.now();
    const blockedMs = nowMs - this.#lastSignMs;
    this.#lastSignMs = nowMs;
    if (blockedMs > this.#warnAfterMs) this.#warn(blockedMs, suspect);
  }

  #warn(blockedMs: number, suspect: Running | null): void {
    const suspects = suspect ? [suspect] : [...this.#running].slice(-NEWEST_SUSPECTS).reverse();
    const routines = suspects.map(({ name }) => name);
    if (routines.length === 0) return; // no handler's doing
    const suspicion: Suspicion = suspect ? { kind: "by", routine: suspect.name } : { kind: "among", routines };
    const message = describeBlock(blockedMs, suspicion, "was");
    this.#logger.warn({ blockedMs: Math.round(blockedMs), routines }, message);
    for (const { context } of suspects) context.log("warn", message, { blockedMs: Math.round(blockedMs) });
  }
}
