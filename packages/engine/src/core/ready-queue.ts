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
 * S5  A Task of a Job that may not start is looked at once while that lasts, however many there are of it: it is set
 *     aside, and only its Job is asked for again.
 */

export interface ReadyTask {
  readonly jobId: string;
  readonly taskId: string;
}

export interface Assignment extends ReadyTask {
  /** From 1. */
  readonly lane: number;
}

/** A ready Task with its place in the order of all. */
interface PlacedTask extends ReadyTask {
  readonly place: number;
}

/** By Task, in order of their places. A Map keeps insertion order and lets one be taken out of the middle. */
type Line = Map<string, PlacedTask>;

export class ReadyQueue {
  readonly #maxWorkers: number;
  #ready: Line = new Map();
  /** Passed over, by Job. */
  readonly #aside = new Map<string, Line>();
  #lastPlace = 0;
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
    let count = this.#ready.size;
    for (const line of this.#aside.values()) count += line.size;
    return count;
  }

  /** Idempotent: a Task that waits already keeps its place. */
  add({ jobId, taskId }: ReadyTask): void {
    if (this.#ready.has(taskId) || this.#aside.get(jobId)?.has(taskId)) return;
    this.#lastPlace += 1;
    this.#ready.set(taskId, { jobId, taskId, place: this.#lastPlace });
  }

  remove({ jobId, taskId }: ReadyTask): void {
    this.#ready.delete(taskId);
    const line = this.#aside.get(jobId);
    if (line?.delete(taskId) && line.size === 0) this.#aside.delete(jobId);
  }

  /**
   * Takes the next Task that may start and a lane for it; null when there is none, or no lane is free.
   * `mayStart` tells whether Tasks of a Job may start now.
   */
  take(mayStart: (jobId: string) => boolean): Assignment | null {
    if (this.#busy >= this.#maxWorkers) return null;
    this.#bringBack(mayStart);
    for (const { jobId, taskId, place } of this.#ready.values()) {
      this.#ready.delete(taskId);
      if (mayStart(jobId)) return { jobId, taskId, lane: this.occupy(taskId) };
      this.#setAside({ jobId, taskId, place });
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

  /** Keeps S3: in their order of before, and behind what has been set aside of that Job already. */
  #setAside(task: PlacedTask): void {
    const line = this.#aside.get(task.jobId) ?? new Map<string, PlacedTask>();
    this.#aside.set(task.jobId, line.set(task.taskId, task));
  }

  /** Jobs that may start again get their places back. */
  #bringBack(mayStart: (jobId: string) => boolean): void {
    const back: Line[] = [];
    for (const [jobId, line] of this.#aside) {
      if (!mayStart(jobId)) continue;
      this.#aside.delete(jobId);
      back.push(line);
    }
    if (back.length === 0) return;
    const inOrder = [...back, this.#ready].flatMap((line) => [...line.values()]).sort((a, b) => a.place - b.place);
    this.#ready = new Map(inOrder.map((task) => [task.taskId, task]));
  }

  #lowestFreeLane(): number {
    const free = this.#lanes.indexOf(null);
    return free < 0 ? this.#lanes.length + 1 : free + 1;
  }
}
