import { isTerminal, type JobState } from "@gantry/contracts";
import { thaw, type Command } from "../core/index.ts";
import type { HotJob } from "../runtime/hot-job.ts";
import type { Job } from "./job.ts";
import type { SavedJob } from "./saved-job.ts";

/** The Job where it runs. */
export interface JobHost {
  readonly job: HotJob;
  readonly dispatch: (command: Command) => void;
  readonly waitUntil: (isDone: () => boolean, timeoutMs?: number) => Promise<boolean>;
  /** Resolves when everything decided until now is in the history. */
  readonly settled: () => Promise<void>;
  /** What its history says. */
  readonly save: () => SavedJob;
}

/** Looks at the Job where it runs, and keeps it once it is over: then nothing else does. */
export class JobHandle implements Job {
  readonly jobId: string;
  #running: JobHost | null;
  #ended: SavedJob | null = null;

  constructor(host: JobHost) {
    this.jobId = host.job.state.jobId;
    this.#running = host;
  }

  get state(): JobState {
    const state = this.#running?.job.state ?? this.#ended?.state;
    if (!state) throw new Error(`Job ${this.jobId} neither runs nor has ended`);
    return thaw(state);
  }

  /** Whether it is over, and all of it handed to its history. */
  get hasEnded(): boolean {
    const job = this.#running?.job;
    return !job || (isTerminal(job.state.status) && !job.hasUncommitted);
  }

  get isPaused(): boolean {
    return this.#running?.job.state.status === "paused";
  }

  /** Lets go of where it ran. */
  end(saved: SavedJob): void {
    this.#ended = saved;
    this.#running = null;
  }

  async waitForCompletion(options: { readonly timeoutMs?: number } = {}): Promise<boolean> {
    return (await this.#running?.waitUntil(() => this.hasEnded, options.timeoutMs)) ?? true;
  }

  async serialize(): Promise<SavedJob> {
    await this.#running?.settled(); // it may end meanwhile
    const saved = this.#ended ?? this.#running?.save();
    if (!saved) throw new Error(`Job ${this.jobId} neither runs nor has ended`);
    return saved;
  }

  pause(reason?: string): void {
    this.#running?.dispatch({ type: "pause_job", reason: reason ?? null });
  }

  resume(): void {
    this.#running?.dispatch({ type: "resume_job" });
  }

  cancel(reason?: string): void {
    this.#running?.dispatch({ type: "cancel_job", reason: reason ?? null });
  }
}
