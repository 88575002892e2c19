/**
 * What the event loop and its watchdog share, in memory that both can read at any moment: a count of beats, and which
 * handlers run. Handlers are told apart by the number of their routine; its name the watchdog gets by message.
 */
const BEATS = 0;
const CURRENT = 1;
const FIRST_PLACE = 2;
/** More handlers than this run without being named; those that are, are enough to look at. */
const PLACES = 32;
const NOBODY = 0;

export class LoopBoard {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly #free = Array.from({ length: PLACES }, (_, index) => FIRST_PLACE + index);

  /** @param cells those of the other side; without them a new board. */
  constructor(cells = new Int32Array(new SharedArrayBuffer((FIRST_PLACE + PLACES) * Int32Array.BYTES_PER_ELEMENT))) {
    this.cells = cells;
  }

  /** Says that the loop goes round. */
  beat(): void {
    Atomics.add(this.cells, BEATS, 1);
    Atomics.notify(this.cells, BEATS);
  }

  get beats(): number {
    return Atomics.load(this.cells, BEATS);
  }

  /** Waits until there have been more beats than `seen`. Blocks. @returns false when `limitMs` passed before. */
  beatWithin(limitMs: number, seen: number): boolean {
    return Atomics.wait(this.cells, BEATS, seen, limitMs) !== "timed-out";
  }

  /** A handler of this routine (a number above 0) begins. @returns its place, to be left when it has ended; null: there was none. */
  enter(routine: number): number | null {
    const place = this.#free.pop() ?? null;
    if (place !== null) Atomics.store(this.cells, place, routine);
    return place;
  }

  leave(place: number | null): void {
    if (place === null) return;
    Atomics.store(this.cells, place, NOBODY);
    this.#free.push(place);
  }

  /** The routine whose handler is in its synchronous beginning; null: none is. */
  set current(routine: number | null) {
    Atomics.store(this.cells, CURRENT, routine ?? NOBODY);
  }

  get current(): number | null {
    const routine = Atomics.load(this.cells, CURRENT);
    return routine === NOBODY ? null : routine;
  }

  /** The routines whose handlers run, each once. */
  get running(): number[] {
    const places = this.cells.slice(FIRST_PLACE);
    return [...new Set(places)].filter((routine) => routine !== NOBODY);
  }
}
