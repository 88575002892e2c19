import { setImmediate } from "node:timers/promises";
import type { NewWorkflow } from "@gantry/engine";

/** More would make those who wait longer than they save. */
const MOST_PER_COMMIT = 64;

interface Waiting {
  readonly workflow: NewWorkflow;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores new Workflows, those that come at one moment in one commit: an fsync for each is what a stream of small
 * submissions would mostly cost. Whether it is refused each of them hears for itself.
 */
export class CreateQueue {
  readonly #write: (workflows: readonly NewWorkflow[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #running = false;

  /** @param write stores all of them or none. */
  constructor(write: (workflows: readonly NewWorkflow[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when `workflow` is durable. @throws what `write` throws for this one. */
  add(workflow: NewWorkflow): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ workflow, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      // The requests that this turn of the loop still brings shall share the commit.
      await setImmediate();
      await this.#store(this.#waiting.splice(0, MOST_PER_COMMIT));
    }
    this.#running = false;
  }

  async #store(taken: readonly Waiting[]): Promise<void> {
    try {
      await this.#write(taken.map(({ workflow }) => workflow));
      for (const { resolve } of taken) resolve();
    } catch (error) {
      // Which one was refused shows when each is tried alone.
      if (taken.length === 1) taken[0]?.reject(error);
      else for (const one of taken) await this.#store([one]);
    }
  }
}
