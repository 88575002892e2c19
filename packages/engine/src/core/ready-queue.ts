/**
 * ReadyQueue: which Task of a Workflow runs next, and on which worker slot.
 *
 * Owns: the order of ready Tasks over all Jobs of a Workflow, and its numbered lanes (worker slots).
 * Does not own: whether a Job may start Tasks at all (it asks), time, and what running means.
 *
 * Invariants
 * S1  At most `maxWorkers` lanes are taken at any instant, entry Tasks and remote Tasks included.
 * S2  A lane is free or some Task may not start: while lanes are free, no startable Task waits.
 * S3  Tasks start in the order in which they became ready, over all Jobs; Jobs that may not start are passed over
 *     and keep their places.
 * S4  A lane is taken by one Task at a time; the lowest free number is taken first.
 */

export interface ReadyTask {
  readonly jobId: string;
  readonly taskId: string;
}

export interface Assignment extends ReadyTask {
  /** From 1. */
  readonly lane: number;
}

export class ReadyQueue {
  readonly #maxWorkers: number;
  /** Ready Tasks in order. A Map keeps insertion order and lets one be taken out of the middle. */
  readonly #ready = new Map<string, ReadyTask>();
  /** lane - 1 → the Task on it. */
  readonly #lanes: (string | null)[] = [];
  #busy = 0;

  /** @param maxWorkers null: unlimited. */
  constructor(maxWorkers: number | null) {
    this.#maxWorkers = maxWorkers ?? Infinity;
  }

  get busyLanes(): number {
    return this.#busy;
  }

  get readyCount(): number {
    return this.#ready.size;
  }

  /** Idempotent: a Task that waits already keeps its place. */
  add(task: ReadyTask): void {
    if (!this.#ready.has(task.taskId)) this.#ready.set(task.taskId, task);
  }

  remove(taskId: string): void {
    this.#ready.delete(taskId);
  }

  /**
   * Takes the next Task that may start and a lane for it; null when there is none, or no lane is free.
   * `mayStart` is asked in ready order (keeps S3).
   */
  take(mayStart: (task: ReadyTask) => boolean): Assignment | null {
    if (this.#busy >= this.#maxWorkers) return null;
    for (const task of this.#ready.values()) {
      if (!mayStart(task)) continue;
      this.#ready.delete(task.taskId);
      return { ...task, lane: this.occupy(task.taskId) };
    }
    return null;
  }

  /** Takes the lowest free lane, or `lane` where an attempt goes on that a former process began. */
  occupy(taskId: string, lane = this.#lowestFreeLane()): number {
    while (this.#lanes.length < lane) this.#lanes.push(null);
    if (this.#lanes[lane - 1] !== null) return this.occupy(taskId);
    this.#lanes[lane - 1] = taskId;
    this.#busy += 1;
    return lane;
  }

  release(lane: number): void {
    if (this.#lanes[lane - 1] === null || this.#lanes[lane - 1] === undefined) return;
    this.#lanes[lane - 1] = null;
    this.#busy -= 1;
  }

  #lowestFreeLane(): number {
    const free = this.#lanes.indexOf(null);
    return free < 0 ? this.#lanes.length + 1 : free + 1;
  }
}
