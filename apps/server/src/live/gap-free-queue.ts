/**
 * Owns: what one viewer still has to be sent of one numbered stream (a Job's events, or its log lines).
 * Does not own: reading the store, sending, time.
 *
 * Invariants:
 *   Q1  What `take` hands out continues the last position exactly: no gap, no duplicate, no reordering.
 *   Q2  Items at or before the position are dropped silently: they reached the viewer by catching up.
 *   Q3  At most `capacity` items are held. One more, or a gap, makes the queue `behind`: it forgets what it holds,
 *       and takes nothing in until a catch-up begins.
 *   Q4  While catching up it collects but hands nothing out, so that nothing published meanwhile is missed.
 */
export interface GapFreeQueueOptions<T> {
  /** The item's number in its stream, from 1. */
  readonly positionOf: (item: T) => number;
  readonly capacity: number;
}

type Mode = "catching-up" | "live" | "behind";

export class GapFreeQueue<T> {
  readonly #positionOf: (item: T) => number;
  readonly #capacity: number;
  #mode: Mode = "catching-up";
  #position = 0;
  #items: T[] = [];

  constructor(options: GapFreeQueueOptions<T>) {
    this.#positionOf = options.positionOf;
    this.#capacity = options.capacity;
  }

  /** The viewer's last number, once everything taken has been sent. */
  get position(): number {
    return this.#position;
  }

  /** Whether the store has to be asked before anything more can be handed out. */
  get behind(): boolean {
    return this.#mode === "behind";
  }

  get size(): number {
    return this.#items.length;
  }

  /** Takes published items in, in the stream's order. */
  offer(items: readonly T[]): void {
    if (this.#mode === "behind") return;
    for (const item of items) {
      if (!this.#continues(item)) continue;
      if (this.#items.length >= this.#capacity || this.#leavesGap(item)) return this.fallBehind();
      this.#items.push(item);
    }
  }

  /** From now on published items are kept for after the catch-up (Q4). Call before reading the store. */
  beginCatchUp(): void {
    this.#mode = "catching-up";
    this.#items = [];
  }

  /** The viewer has been brought to `position` by other means: what was collected continues from there. */
  caughtUpTo(position: number): void {
    this.#position = position;
    if (this.#mode === "behind") return;
    this.#items = this.#items.filter((item) => this.#positionOf(item) > position);
    const first = this.#items[0];
    if (first !== undefined && this.#positionOf(first) !== position + 1) return this.fallBehind();
    this.#mode = "live";
  }

  /** Everything that may be sent now; empty while catching up or behind. */
  take(): T[] {
    if (this.#mode !== "live" || this.#items.length === 0) return [];
    const taken = this.#items;
    this.#items = [];
    const last = taken.at(-1);
    if (last !== undefined) this.#position = this.#positionOf(last);
    return taken;
  }

  /** Gives up what it holds (Q3); the position stays where the viewer is. */
  fallBehind(): void {
    this.#mode = "behind";
    this.#items = [];
  }

  #continues(item: T): boolean {
    const last = this.#items.at(-1);
    const known = last === undefined ? this.#knownPosition() : this.#positionOf(last);
    return this.#positionOf(item) > known;
  }

  /** While catching up the position of the store is not known yet: any first item is welcome. */
  #knownPosition(): number {
    return this.#mode === "live" ? this.#position : 0;
  }

  #leavesGap(item: T): boolean {
    const last = this.#items.at(-1);
    if (last !== undefined) return this.#positionOf(item) !== this.#positionOf(last) + 1;
    return this.#mode === "live" && this.#positionOf(item) !== this.#position + 1;
  }
}
