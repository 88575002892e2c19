import type { ServiceFault } from "@gantry/contracts";
import type { Attempt, AttemptResult, Executor } from "@gantry/engine";

/** What this server saw of one service. */
export interface SeenActivity {
  readonly runningTasks: number;
  /** When it last completed a Task, or said that it is well; null: not yet. */
  readonly answeredAtMs: number | null;
  /** The last attempt that it failed, whatever followed. */
  readonly fault: ServiceFault | null;
}

const IDLE: SeenActivity = { runningTasks: 0, answeredAtMs: null, fault: null };

/** Addresses remembered while nothing runs on them; beyond it the one that was quiet for longest is forgotten. */
const MAX_IDLE_ADDRESSES = 1_000;

/** Keeps what attempts and health checks tell of each address; attempts are seen as they pass through their executor. */
export class ServiceActivity {
  readonly #nowMs: () => number;
  readonly #seen = new Map<string, SeenActivity>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  of(address: string): SeenActivity {
    return this.#seen.get(address) ?? IDLE;
  }

  /** A service said that it is well. */
  answered(address: string): void {
    this.#change(address, { answeredAtMs: this.#nowMs() });
  }

  /** The same executor, watched. */
  watched(executor: Executor): Executor {
    return { resumable: executor.resumable, run: (attempt) => this.#run(executor, attempt) };
  }

  async #run(executor: Executor, attempt: Attempt): Promise<AttemptResult> {
    const { context, definition } = attempt;
    const address = serviceAddress(definition.config.baseUrl);
    if (address === null) return executor.run(attempt);
    this.#change(address, {}, 1);
    try {
      const result = await executor.run(attempt);
      this.#change(address, { answeredAtMs: this.#nowMs() }, -1);
      return result;
    } catch (error) {
      // One that was told to stop says nothing about the service.
      this.#change(address, context.signal.aborted ? {} : { fault: this.#faultOf(error, attempt) }, -1);
      throw error;
    }
  }

  #faultOf(error: unknown, { context }: Attempt): ServiceFault {
    const message = error instanceof Error ? error.message : String(error);
    return { message, atMs: this.#nowMs(), workflowId: context.workflowId, jobId: context.jobId };
  }

  #change(address: string, change: Partial<SeenActivity>, started = 0): void {
    const before = this.of(address);
    // Taken out and put back: a Map keeps the order in which addresses were last active.
    this.#seen.delete(address);
    this.#seen.set(address, { ...before, ...change, runningTasks: before.runningTasks + started });
    if (this.#seen.size > MAX_IDLE_ADDRESSES) this.#forgetQuietest();
  }

  #forgetQuietest(): void {
    for (const [address, { runningTasks }] of this.#seen) {
      if (runningTasks > 0) continue;
      this.#seen.delete(address);
      return;
    }
  }
}

/** `host:port` of a Routine's `baseUrl`; null where it has none. */
export const serviceAddress = (baseUrl: unknown): string | null =>
  typeof baseUrl === "string" && baseUrl !== "" ? baseUrl.replace(/^http:\/\//, "") : null;
