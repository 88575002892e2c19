import { ReadyQueue, type Assignment, type ReadyTask } from "../core/index.ts";
import type { Capacity, CapacityUser } from "./capacity.ts";

/** A Workflow's worker slots: its own limit (the pure ReadyQueue) within the server's capacity. */
export class WorkerSlots {
  readonly #queue: ReadyQueue;
  readonly #capacity: Capacity;
  readonly #laneOf = new Map<string, number>();

  constructor(maxWorkers: number | null, capacity: Capacity) {
    this.#queue = new ReadyQueue(maxWorkers);
    this.#capacity = capacity;
  }

  add(task: ReadyTask): void {
    this.#queue.add(task);
  }

  /** A Task that will not start any more. */
  forget(taskId: string): void {
    this.#queue.remove(taskId);
  }

  /** The next Task that may start, with its slot taken; null when none may or no slot is free. */
  take(mayStart: (task: ReadyTask) => boolean, user: CapacityUser): Assignment | null {
    if (this.#queue.readyCount === 0 || !this.#capacity.tryTake(user)) return null;
    const assignment = this.#queue.take(mayStart);
    if (assignment) this.#laneOf.set(assignment.taskId, assignment.lane);
    else this.#capacity.release();
    return assignment;
  }

  /** Takes the slot of an attempt that a former process began; over the capacity if need be, since it runs already. */
  occupy(taskId: string, lane: number): void {
    this.#capacity.force();
    this.#laneOf.set(taskId, this.#queue.occupy(taskId, lane));
  }

  release(taskId: string): void {
    const lane = this.#laneOf.get(taskId);
    if (lane === undefined) return;
    this.#laneOf.delete(taskId);
    this.#queue.release(lane);
    this.#capacity.release();
  }

  releaseAll(): void {
    for (const taskId of [...this.#laneOf.keys()]) this.release(taskId);
  }
}
