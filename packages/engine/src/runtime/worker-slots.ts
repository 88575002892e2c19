import { ReadyQueue, type Assignment, type ReadyTask } from "../core/index.ts";
import type { CapacityUser, Places } from "./capacity.ts";

export interface WorkerSlotsOptions {
  /** null: unlimited. */
  readonly maxWorkers: number | null;
  readonly capacity: Places;
  /** Whether a Task of this Job may start now. */
  readonly mayStart: (jobId: string) => boolean;
  /** Starts a Task on the slot that it was given. @returns false when it could not: the slot is free again. */
  readonly start: (assignment: Assignment) => boolean;
}

/** A Workflow's worker slots: its own limit (the pure ReadyQueue) within the server's capacity. */
export class WorkerSlots implements CapacityUser {
  readonly #options: WorkerSlotsOptions;
  readonly #queue: ReadyQueue;
  readonly #laneOf = new Map<string, number>();
  /** While above 0 nothing is assigned: an assignment is under way, or somebody holds them. */
  #holds = 0;
  #closed = false;

  constructor(options: WorkerSlotsOptions) {
    this.#options = options;
    this.#queue = new ReadyQueue(options.maxWorkers);
  }

  add(task: ReadyTask): void {
    this.#queue.add(task);
  }

  /** A Task that will not start any more. */
  forget(task: ReadyTask): void {
    this.#queue.remove(task);
  }

  /** Takes the slot of an attempt that a former process began; over the capacity if need be, since it runs already. */
  occupy(taskId: string, lane: number): void {
    this.#options.capacity.force();
    this.#laneOf.set(taskId, this.#queue.occupy(taskId, lane));
  }

  release(taskId: string): void {
    const lane = this.#laneOf.get(taskId);
    if (lane === undefined) return;
    this.#laneOf.delete(taskId);
    this.#queue.release(lane);
    this.#options.capacity.release();
  }

  /** Gives every free slot the next ready Task that may start. */
  assign(): void {
    if (this.#holds > 0 || this.#closed) return;
    this.hold(() => {
      for (let next = this.#take(); next; next = this.#take()) {
        if (!this.#options.start(next)) this.release(next.taskId);
      }
    });
  }

  /** Does `work` without assigning anything in between. */
  hold(work: () => void): void {
    this.#holds += 1;
    try {
      work();
    } finally {
      this.#holds -= 1;
    }
  }

  wake(): void {
    this.assign();
  }

  /** Assigns nothing more; what runs keeps its slot. */
  close(): void {
    this.#closed = true;
  }

  releaseAll(): void {
    for (const taskId of [...this.#laneOf.keys()]) this.release(taskId);
  }

  #take(): Assignment | null {
    const { capacity, mayStart } = this.#options;
    if (this.#closed || this.#queue.readyCount === 0 || !capacity.tryTake(this)) return null;
    const assignment = this.#queue.take(mayStart);
    if (assignment) this.#laneOf.set(assignment.taskId, assignment.lane);
    else capacity.release();
    return assignment;
  }
}
